using System.Text;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class CanonicalJsonTests
{
    [TestMethod]
    [DataRow("{\"a\": 1,\n  \"b\": { \"a\": 2 },\n  \"a\": 3 }", "line 3, byte 3")]
    [DataRow("[{\"a\": 1}, {\"a\": 1, \"\\u0061\": 2}]", "line 1, byte 21", DisplayName = "once with an escape")]
    [DataRow("{\"a\":\n\n}", "line 3, byte 1", DisplayName = "malformed")]
    public void What_everybody_does_not_read_alike_is_said_with_its_place(string json, string place) =>
        Assert.Contains($"({place}: ", StrictJson.Read(System.Text.Encoding.UTF8.GetBytes(json), out _)!);

    [TestMethod]
    [DataRow("{ \"b\" : 1, \"a\" : [ true , false, null, {} , [] ] }", "{\"a\":[true,false,null,{},[]],\"b\":1}")]
    [DataRow(
        "\"\\u0041\\u0000\\u001F\\b\\t\\n\\f\\r\\\"\\\\\\/\\u20ac\\u2028\"",
        "\"A\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/€\u2028\""
    )]
    [DataRow(
        "{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"1\":3,\"\\r\":4,\"\\u20ac\":5,\"\\u0080\":6,\"\\u00f6\":7}",
        "{\"\\r\":4,\"1\":3,\"\u0080\":6,\"ö\":7,\"€\":5,\"😀\":2,\"\ufb33\":1}"
    )]
    public void Members_are_sorted_by_code_units_and_only_what_must_be_is_escaped(string json, string canonical) =>
        Assert.AreEqual(canonical, Canonical(json));

    // The values of RFC 8785, appendix B, written in other ways.
    [TestMethod]
    [DataRow("-0.0", "0")]
    [DataRow("1.0", "1")]
    [DataRow("-12.50e1", "-125")]
    [DataRow("4.9406564584124654e-324", "5e-324")]
    [DataRow("1.7976931348623157e308", "1.7976931348623157e+308")]
    [DataRow("9007199254740992", "9007199254740992")]
    [DataRow("295147905179352830000", "295147905179352830000")]
    [DataRow("9.999999999999997e22", "9.999999999999997e+22")]
    [DataRow("1e23", "1e+23")]
    [DataRow("999999999999999700000", "999999999999999700000")]
    [DataRow("1e21", "1e+21")]
    [DataRow("1e20", "100000000000000000000")]
    [DataRow("0.000001", "0.000001")]
    [DataRow("9.999999999999997e-7", "9.999999999999997e-7")]
    [DataRow("333333333.33333329", "333333333.3333333")]
    [DataRow("0.1", "0.1")]
    [DataRow("1424953923781206.25", "1424953923781206.2")]
    public void Numbers_are_written_as_ECMAScript_writes_them(string json, string canonical) =>
        Assert.AreEqual(canonical, Canonical(json));

    [TestMethod]
    [DataRow("{\"a\":1,\"a\":1}")]
    [DataRow("{\"a\":1,\"\\u0061\":2}")]
    [DataRow("[\"\\ud800\"]")]
    [DataRow("{\"\\udc00\":1}")]
    [DataRow("[1,]")]
    [DataRow("// x\n1")]
    [DataRow("\ufeff1")]
    [DataRow("1 2")]
    [DataRow("")]
    public void What_readers_could_read_in_two_ways_is_refused(string json) =>
        Assert.IsNotNull(StrictJson.Read(Encoding.UTF8.GetBytes(json), out _));

    [TestMethod]
    public void Bytes_that_are_no_UTF_8_are_refused() =>
        Assert.IsNotNull(StrictJson.Read(new byte[] { (byte)'"', 0xC3, (byte)'"' }, out _));

    [TestMethod]
    public void Deep_nesting_is_refused_without_reading_it()
    {
        Assert.IsNotNull(StrictJson.Read(Encoding.UTF8.GetBytes(new string('[', 10_000_000)), out _));
        Assert.IsNull(StrictJson.Read(Encoding.UTF8.GetBytes(new string('[', 30) + new string(']', 30)), out _));
    }

    private static string Canonical(string json)
    {
        Assert.IsNull(StrictJson.Read(Encoding.UTF8.GetBytes(json), out var root));
        return Encoding.UTF8.GetString(CanonicalJson.ToUtf8(root));
    }
}
