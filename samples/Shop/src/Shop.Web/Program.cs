using Shop.Web;

var builder = WebApplication.CreateBuilder(args);
var services = builder.Configuration.GetSection("Services");
builder.Services.AddHttpClient<OrdersClient>(client => client.BaseAddress = new Uri(services["Orders"]!));
builder.Services.AddHttpClient<PricingClient>(client => client.BaseAddress = new Uri(services["Pricing"]!));
builder.Services.AddHostedService<Sidecars>();

var app = builder.Build();

// What a customer sees: the orders of one service, priced by the other.
app.MapGet("/orders/{id}", async (string id, OrdersClient orders, PricingClient pricing, CancellationToken cancel) =>
{
    if (await orders.FindAsync(id, cancel) is not { } order)
        return Results.NotFound();

    var prices = await Task.WhenAll(order.Lines.Select(line => pricing.QuoteAsync(line, cancel)));
    return Results.Ok(
        new
        {
            order.Id,
            Lines = prices,
            Total = prices.Sum(price => price.Cents) / 100m,
        }
    );
});

app.Run();
