using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Several sentences, one cause.</summary>
[TestClass]
public sealed class FailureSpecificityTests
{
    [TestMethod]
    public void The_cause_at_the_end_of_a_chain_wins_over_what_is_wrapped_around_it()
    {
        var failure = FailureClassifier.Classify(
            "go: finding module for package example.com/x/y\n"
                + "go: example.com/m/cmd tested by\n\texample.com/m/cmd.test imports\n\texample.com/w imports\n"
                + "\texample.com/x/y: cannot find module providing package example.com/x/y: module "
                + "example.com/x: reading https://proxy.example.com/example.com/x/@v/list: 403 Forbidden\n"
        );

        Assert.AreEqual("GDT1122", failure.Code);
        Assert.AreEqual("example.com/x/y", failure.Package);
        Assert.AreEqual("example.com/x", failure.ModulePath);
        StringAssert.StartsWith(failure.Summary, "example.com/x/y: cannot find");
    }

    [TestMethod]
    public void The_most_telling_message_wins_not_the_first()
    {
        var failure = FailureClassifier.Classify(
            "m.go:3:8: no required module provides package example.com/w; to add it:\n\tgo get example.com/w\n"
                + "m.go:4:8: example.com/x@v1.0.0: reading "
                + "https://proxy.example.com/example.com/x/@v/v1.0.0.zip: 502 Bad Gateway\n"
                + "m.go:5:8: example.com/y@v1.0.0: replacement directory ../y does not exist\n"
        );

        Assert.AreEqual("GDT1008", failure.Code);
        Assert.AreEqual("example.com/y", failure.ModulePath);
        Assert.AreEqual(new("m.go", 5, 8), failure.Position);
    }

    [TestMethod]
    public void The_first_of_two_messages_that_tell_as_much_wins()
    {
        var failure = FailureClassifier.Classify(
            "m.go:3:8: package b/c is not in std (/go/src/b/c)\nm.go:4:8: package d/e is not in std (/go/src/d/e)\n"
        );

        Assert.AreEqual("b/c", failure.Package);
        Assert.AreEqual(3, failure.Position?.Line);
    }

    [TestMethod]
    public void Nothing_hides_a_checksum_mismatch()
    {
        var failure = FailureClassifier.Classify(
            "m.go:3:8: example.com/y@v1.0.0: replacement directory ../y does not exist\n"
                + "verifying example.com/x@v1.0.0/go.mod: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n"
        );

        Assert.AreEqual("GDT1110", failure.Code);
        Assert.AreEqual("example.com/x", failure.ModulePath);
        Assert.AreEqual("v1.0.0", failure.Version);
    }

    [TestMethod]
    public void A_toolchain_that_cannot_be_had_for_want_of_a_network_is_a_network_failure()
    {
        var failure = FailureClassifier.Classify(
            "go: example.com/x@v1.0.0 requires go >= 1.25 (running go 1.24.4)\n"
                + "go: switching to go >= 1.25: module golang.org/toolchain: Get "
                + "\"https://proxy.example.com/golang.org/toolchain/@v/list\": dial tcp: lookup "
                + "proxy.example.com: no such host\n"
        );

        Assert.AreEqual("GDT1126", failure.Code);
        Assert.IsTrue(failure.Descriptor.IsNetwork);
    }

    [TestMethod]
    public void A_compilers_note_on_the_go_version_wins_over_the_errors_before_it()
    {
        var failure = FailureClassifier.Classify(
            "# example.com/m\n./m.go:3:5: undefined: min\n./m.go:4:5: undefined: max\nnote: module requires Go 1.21\n"
        );

        Assert.AreEqual("GDT1003", failure.Code);
        Assert.AreEqual("1.21", failure.GoVersion);
        Assert.AreEqual("example.com/m", failure.Package);
    }

    [TestMethod]
    public void Progress_is_no_failure()
    {
        var failure = FailureClassifier.Classify(
            "go: downloading example.com/x v1.0.0\ngo: found example.com/x in example.com/x v1.0.0\n"
                + "m.go:1:1: expected 'package', found 'EOF'\n"
        );

        Assert.AreEqual("GDT1150", failure.Code);
        Assert.IsNull(failure.ModulePath);
    }

    [TestMethod]
    public void Progress_is_no_part_of_a_summary() =>
        Assert.AreEqual("one", FailureClassifier.Classify("go: downloading example.com/x v1.0.0\none\n").Summary);

    [TestMethod]
    public void The_last_lines_are_the_summary_where_nothing_is_known()
    {
        var failure = FailureClassifier.Classify("go: downloading example.com/x v1.0.0\none\ntwo\n\nthree\nfour\n");

        Assert.AreEqual("GDT1199", failure.Code);
        Assert.AreEqual("two | three | four", failure.Summary);
    }
}
