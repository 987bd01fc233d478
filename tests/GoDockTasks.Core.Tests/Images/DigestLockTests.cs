using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Tests.Images;

[TestClass]
public sealed class DigestLockTests
{
    private const string One = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string Two = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    private const string Text = $$"""
        {
          "version": 1,
          "images": {
            "gcr.io/distroless/static-debian12:nonroot": "{{Two}}",
            "golang:1.27.3-bookworm": "{{One}}"
          }
        }

        """;

    [TestMethod]
    public void A_lock_is_written_sorted_whatever_the_order_of_its_making()
    {
        var golang = Image("docker.io/library/golang:1.27.3-bookworm");
        var distroless = Image("gcr.io/distroless/static-debian12:nonroot");

        Assert.AreEqual(Text, DigestLock.Empty.With(golang, One).With(distroless, Two).ToText());
        Assert.AreEqual(Text, DigestLock.Empty.With(distroless, One).With(golang, One).With(distroless, Two).ToText());
    }

    [TestMethod]
    public void An_empty_lock_reads_back()
    {
        var read = DigestLock.Read("/lock", DigestLock.Empty.ToText());

        Assert.AreEqual("{\n  \"version\": 1,\n  \"images\": {}\n}\n", read.Lock.ToText());
        Assert.IsEmpty(read.Diagnostics);
    }

    [TestMethod]
    [DataRow(Text)]
    [DataRow("\uFEFF" + Text)]
    public void What_was_written_reads_back_the_same(string text)
    {
        var read = DigestLock.Read("/lock", text);

        Assert.IsEmpty(read.Diagnostics);
        Assert.AreEqual(Text, read.Lock.ToText());
        Assert.AreEqual(
            Text,
            DigestLock.Read("/lock", text.Replace("\n", "\r\n", StringComparison.Ordinal)).Lock.ToText()
        );
    }

    [TestMethod]
    public void A_digest_is_found_by_any_spelling_of_its_image_and_tag()
    {
        var images = DigestLock.Read("/lock", Text).Lock;

        Assert.AreEqual(One, images.DigestOf(Image("golang:1.27.3-bookworm")));
        Assert.AreEqual(One, images.DigestOf(Image("docker.io/golang:1.27.3-bookworm@" + Two)));
        Assert.IsNull(images.DigestOf(Image("golang:1.27.3")));
        Assert.IsNull(images.DigestOf(Image("example.com/golang:1.27.3-bookworm")));
    }

    [TestMethod]
    [DataRow("", 1, 1)]
    [DataRow("[]", 1, 1)]
    [DataRow("{}", 1, 2)]
    [DataRow("{\"version\": 2}", 1, 13)]
    [DataRow("{\"version\": \"1\"}", 1, 13)]
    [DataRow("{\"version\": 1,\n \"images\": []}", 2, 12)]
    [DataRow("{\"version\": 1,\n \"comment\": {\"a\": [1]}}", 2, 2)]
    [DataRow("{\"version\": 1} x", 1, 16)]
    [DataRow("{\"version\": 1,\n\"images\": {\n<<<<<<< HEAD\n", 3, 1)]
    [DataRow("{\"version\": 1,\n \"images\": {\"golang:1\": \"" + One, 2, 97)]
    [DataRow("{\"version\": 1,\n \"images\": {\"golang:1\": \"sha256:1\"}}", 2, 25)]
    [DataRow("{\"version\": 1,\n \"images\": {\"golang:1\": {\"a\": 1}}}", 2, 25)]
    [DataRow("{\"version\": 1,\n \"images\": {\"golang:1\": \"\\ud800\"}}", 2, 25)]
    [DataRow("{\"version\": 1,\n \"images\": {\"\\ud800\": \"" + One + "\"}}", 2, 13)]
    [DataRow("{\"version\": 1,\n \"images\": {\"golang\": \"" + One + "\"}}", 2, 13)]
    [DataRow("{\"version\": 1,\n \"images\": {\"library/golang:1\": \"" + One + "\"}}", 2, 13)]
    [DataRow("{\"version\": 1,\n \"images\": {\"golang:1@" + One + "\": \"" + One + "\"}}", 2, 13)]
    [DataRow("{\"version\": 1,\n \"images\": {\"Golang:1\": \"" + One + "\"}}", 2, 13)]
    [DataRow("{\"version\": 1,\n \"images\": {\"a:1\": \"" + One + "\", \"a:1\": \"" + One + "\"}}", 2, 95)]
    [DataRow("{\"version\": 1, \"ü𝄞\": 1, \"images\": 1}", 1, 36)]
    public void What_is_wrong_is_said_at_its_place(string text, int line, int column)
    {
        var diagnostic = DigestLock.Read("/lock", text).Diagnostics[^1];

        Assert.AreEqual("GDT4002", diagnostic.Code);
        Assert.AreEqual(
            ("/lock", line, column),
            (diagnostic.Location.File, diagnostic.Location.Line, diagnostic.Location.Column),
            diagnostic.Message
        );
        Assert.DoesNotContain('\n', diagnostic.Message);
    }

    [TestMethod]
    public void Good_entries_are_read_beside_bad_ones()
    {
        var read = DigestLock.Read(
            "/lock",
            "{\"version\": 1, \"images\": {\"a:1\": \"" + One + "\", \"b:1\": 5, \"c:1\": \"" + Two + "\"}}"
        );

        Assert.HasCount(1, read.Diagnostics);
        Assert.AreSequenceEqual(["a:1", "c:1"], read.Lock.Images.Keys);
    }

    [TestMethod]
    public void A_hundred_thousand_bad_entries_give_twenty_diagnostics()
    {
        var text = "{\"version\": 1, \"images\": {" + string.Join(",\n", Enumerable.Repeat("\"x\": 1", 100_000)) + "}}";

        Assert.HasCount(20, DigestLock.Read("/lock", text).Diagnostics);
    }

    [TestMethod]
    public void Any_cut_of_a_lock_and_any_changed_byte_give_diagnostics_and_no_exception()
    {
        for (var length = 0; length < Text.TrimEnd().Length; length++)
            Assert.IsNotEmpty(DigestLock.Read("/lock", Text[..length]).Diagnostics);
        for (var index = 0; index < Text.Length; index++)
        {
            foreach (var c in "\0\"\\{}[]:,x0\uD800é")
                DigestLock.Read("/lock", Text[..index] + c + Text[(index + 1)..]);
        }
    }

    private static ImageReference Image(string text) => ImageReference.TryParse(text)!;
}
