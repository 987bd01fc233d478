using System.Net;

namespace Shop.Web;

/// <summary>Talks to sidecars/orders.</summary>
public sealed class OrdersClient(HttpClient http)
{
    public async Task<Order?> FindAsync(string id, CancellationToken cancel)
    {
        using var response = await http.GetAsync($"/orders/{Uri.EscapeDataString(id)}", cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Order>(cancel);
    }
}

public sealed record Order(string Id, OrderLine[] Lines);

public sealed record OrderLine(string Sku, int Quantity);
