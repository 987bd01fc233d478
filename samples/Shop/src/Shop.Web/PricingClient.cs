namespace Shop.Web;

/// <summary>Talks to sidecars/pricing.</summary>
public sealed class PricingClient(HttpClient http)
{
    public async Task<Quote> QuoteAsync(OrderLine line, CancellationToken cancel) =>
        await http.GetFromJsonAsync<Quote>(
            $"/quote?sku={Uri.EscapeDataString(line.Sku)}&quantity={line.Quantity}",
            cancel
        ) ?? throw new InvalidOperationException("The pricing service sent nothing.");
}

public sealed record Quote(string Sku, int Quantity, long Cents, string Text);
