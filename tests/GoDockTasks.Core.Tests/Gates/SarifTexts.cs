using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>SARIF logs, part by part.</summary>
internal static class SarifTexts
{
    /// <summary>A log of one run, whose rule SA5009 is an error and SA4006 a warning, by their rules alone.</summary>
    public static string Log(params JsonObject[] results) => Log(_ => { }, results);

    /// <param name="change">Of the run.</param>
    public static string Log(Action<JsonObject> change, params JsonObject[] results)
    {
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "staticcheck",
                    ["rules"] = new JsonArray(Rule("SA5009", "error"), Rule("SA4006", "warning")),
                },
            },
            ["results"] = new JsonArray([.. results]),
            ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = true }),
        };
        change(run);
        return new JsonObject { ["version"] = "2.1.0", ["runs"] = new JsonArray(run) }.ToJsonString();
    }

    public static JsonObject Rule(string id, string level) =>
        new()
        {
            ["id"] = id,
            ["defaultConfiguration"] = new JsonObject { ["level"] = level },
        };

    public static JsonObject Result(
        string? rule,
        string message = "bad",
        string file = "main.go",
        int line = 1,
        params (string Name, string Json)[] more
    )
    {
        var result = new JsonObject
        {
            ["message"] = new JsonObject { ["text"] = message },
            ["locations"] = new JsonArray(
                new JsonObject
                {
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = new JsonObject { ["uri"] = file },
                        ["region"] = new JsonObject { ["startLine"] = line, ["startColumn"] = 2 },
                    },
                }
            ),
        };
        if (rule is not null)
            result["ruleId"] = rule;
        foreach (var (name, json) in more)
            result[name] = JsonNode.Parse(json);
        return result;
    }
}
