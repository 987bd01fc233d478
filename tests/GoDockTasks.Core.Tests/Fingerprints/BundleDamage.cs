using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>A bundle with one thing broken.</summary>
/// <param name="Name">What.</param>
/// <param name="Content">The whole file.</param>
/// <param name="Difference">Why cosign may refuse what we accept; null where both must agree.</param>
internal sealed record BundleDamage(string Name, byte[] Content, CosignDifference? Difference)
{
    /// <summary>A name, a value, or a character between them.</summary>
    /// <param name="Kind">Which: bits of two tokens of one kind do the same.</param>
    private sealed record Token(string Kind, int Start, int Length);

    /// <summary>
    /// Bits of every name, of every value and of every character between them, the bundle cut off at each of their
    /// kinds, and each member twice. The tests of <see cref="FingerprintVerifierTests"/> go through all bits; here
    /// cosign goes through some, which costs it a process each.
    /// </summary>
    public static IEnumerable<BundleDamage> Of(byte[] bundle)
    {
        var tokens = Tokens(bundle).DistinctBy(token => token.Kind).ToArray();
        var bit = 0;
        foreach (var token in tokens)
        {
            var isValue = token.Kind.StartsWith("value", StringComparison.Ordinal);
            foreach (var offset in isValue ? [0, token.Length / 2, token.Length - 1] : (int[])[token.Length / 2])
            {
                var changed = bundle.ToArray();
                // Of the lower seven, and now and then the one that makes it no UTF-8.
                changed[token.Start + offset] ^= (byte)(1 << (bit = (bit + 3) % 8));
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"bit {bit} of byte {offset} of {token.Kind}"),
                    changed,
                    DifferenceOf(token.Kind)
                );
            }

            yield return new("cut off before " + token.Kind, bundle[..token.Start], null);
        }

        foreach (var name in tokens.Where(token => token.Kind.StartsWith("name", StringComparison.Ordinal)))
            yield return new(
                "twice: " + name.Kind,
                [
                    .. bundle[..(name.Start - 1)],
                    .. bundle[(name.Start - 1)..(name.Start + name.Length + 1)],
                    .. ":null,"u8,
                    .. bundle[(name.Start - 1)..],
                ],
                null
            );
    }

    private static CosignDifference? DifferenceOf(string kind) =>
        kind switch
        {
            "value keyid" => CosignDifference.KeyId,
            "name keyid" => CosignDifference.UnknownMember,
            _ => null,
        };

    private static List<Token> Tokens(byte[] bundle)
    {
        var tokens = new List<Token>();
        var reader = new Utf8JsonReader(bundle);
        var (end, name) = (0, "");
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            tokens.AddRange(
                Enumerable.Range(end, start - end).Select(at => new Token($"character {(char)bundle[at]}", at, 1))
            );
            end = (int)reader.BytesConsumed;
            if (reader.TokenType == JsonTokenType.PropertyName)
                name = reader.GetString()!;
            // A name is consumed with its colon.
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                tokens.Add(
                    new(
                        $"{(reader.TokenType == JsonTokenType.String ? "value" : "name")} {name}",
                        start + 1,
                        reader.ValueSpan.Length
                    )
                );
            else
                tokens.Add(new($"character {(char)bundle[start]}", start, 1));
            if (reader.TokenType == JsonTokenType.PropertyName)
                tokens.Add(new("character :", end - 1, 1));
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                tokens.Add(new("character \"", start, 1));
        }

        tokens.AddRange(
            Enumerable
                .Range(end, bundle.Length - end)
                .Select(at => new Token($"character {Encoding.ASCII.GetString(bundle, at, 1)}", at, 1))
        );
        return tokens;
    }
}
