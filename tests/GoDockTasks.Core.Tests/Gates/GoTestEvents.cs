using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>What `go test -json` writes of a package, event by event, and the mark of a whole report.</summary>
internal static class GoTestEvents
{
    public const string Package = "example.com/orders/contract";
    private const string Whole = """{"Action":"the end of the report"}""";

    public static readonly string Passing = Of(
        Event("start"),
        Event("run", "TestTotal"),
        Event("pass", "TestTotal"),
        Said("ok  \texample.com/orders/contract\t0.010s\n"),
        Event("pass")
    );

    public static readonly string Failing = Of(
        Event("run", "TestTotal"),
        Event("run", "TestTotal/empty"),
        Said("    total_test.go:12: got 3, want 4\n", "TestTotal/empty"),
        Event("fail", "TestTotal/empty"),
        Event("fail", "TestTotal"),
        Event("fail")
    );

    public static readonly string NotBuilt = Of(
        """{"ImportPath":"example.com/orders/contract [example.com/orders/contract.test]","Action":"build-fail"}""",
        Event("start"),
        Said("FAIL\texample.com/orders/contract [build failed]\n"),
        Event("fail")
    );

    public static readonly string Panicking = Of(
        Event("run", "TestTotal"),
        Said("panic: index out of range [recovered]\n", "TestTotal"),
        Event("fail", "TestTotal"),
        Event("fail")
    );

    public static readonly string TimedOut = Of(
        Event("run", "TestTotal"),
        Said("panic: test timed out after 30s\n", "TestTotal"),
        Event("fail", "TestTotal"),
        Event("fail")
    );

    public static readonly string Cached = Of(
        Event("run", "TestTotal"),
        Event("pass", "TestTotal"),
        Said("ok  \texample.com/orders/contract\t(cached)\n"),
        Event("pass")
    );

    public static string Event(string action, string? test = null)
    {
        var written = new JsonObject { ["Action"] = action, ["Package"] = Package };
        if (test is not null)
            written["Test"] = test;
        return written.ToJsonString();
    }

    public static string Said(string output, string? test = null)
    {
        var written = JsonNode.Parse(Event("output", test))!;
        written["Output"] = output;
        return written.ToJsonString();
    }

    public static string Of(params string[] lines) => string.Join('\n', lines.Append(Whole)) + "\n";
}
