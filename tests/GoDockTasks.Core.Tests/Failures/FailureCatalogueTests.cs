using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Codes and what comes with them.</summary>
[TestClass]
public sealed class FailureCatalogueTests
{
    private static readonly string[] Network =
    [
        "GDT1103",
        "GDT1112",
        "GDT1121",
        "GDT1122",
        "GDT1123",
        "GDT1124",
        "GDT1125",
        "GDT1126",
        "GDT1127",
        "GDT1128",
        "GDT1129",
        "GDT1130",
        "GDT1131",
        "GDT1136",
        "GDT1137",
        "GDT5005",
    ];

    [TestMethod]
    public void Exactly_the_codes_that_depend_on_other_machines_are_the_networks() =>
        CollectionAssert.AreEqual(
            Network,
            DiagnosticCatalogue
                .All.Where(descriptor => descriptor.IsNetwork)
                .Select(descriptor => descriptor.Code)
                .ToArray()
        );

    [TestMethod]
    public void Every_code_of_a_failed_command_can_be_found()
    {
        var found = FailurePatterns
            .Gos.Concat(FailurePatterns.Compilers)
            .Select(pattern => pattern.Descriptor.Code)
            // Which files are there, only the build sees.
            .Append(DiagnosticCatalogue.Unclassified.Code)
            .Append(DiagnosticCatalogue.SourceGone.Code)
            // Told by who says it.
            .Append(DiagnosticCatalogue.TestFailed.Code)
            .ToHashSet();

        var missing = DiagnosticCatalogue
            .All.Select(descriptor => descriptor.Code)
            .Where(code => code.StartsWith("GDT11", StringComparison.Ordinal) && !found.Contains(code));

        Assert.AreEqual("", string.Join(' ', missing));
    }

    [TestMethod]
    public void Every_code_says_what_to_do_in_one_line_with_and_without_values()
    {
        foreach (
            var descriptor in FailurePatterns
                .Gos.Concat(FailurePatterns.Compilers)
                .Select(pattern => pattern.Descriptor)
                .Append(DiagnosticCatalogue.Unclassified)
                .Distinct()
        )
        {
            var bare = Of(descriptor);
            var full = bare with
            {
                ModulePath = "example.com/x",
                Version = "v1.2.3",
                Package = "example.com/x/y",
                GoVersion = "1.99",
            };
            foreach (var fix in new[] { bare.Fix, full.Fix })
            {
                Assert.AreNotEqual("", fix, descriptor.Code);
                Assert.IsFalse(fix.AsSpan().ContainsAny('\n', '{', '}'), fix);
            }
        }
    }

    [TestMethod]
    [DataRow("GDT1102", "1.99")]
    [DataRow("GDT1102", "v1.2.3")]
    [DataRow("GDT1119", "example.com/x")]
    [DataRow("GDT1116", "example.com/x/y")]
    public void What_to_do_names_what_it_is_about(string code, string value)
    {
        var failure = Of(DiagnosticCatalogue.All.Single(descriptor => descriptor.Code == code)) with
        {
            ModulePath = "example.com/x",
            Version = "v1.2.3",
            Package = "example.com/x/y",
            GoVersion = "1.99",
        };

        Assert.Contains(value, failure.Fix);
    }

    private static GoFailure Of(DiagnosticDescriptor descriptor) =>
        new(descriptor, "", null, null, null, null, null, "");
}
