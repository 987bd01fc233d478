using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>The relative paths that a Go file opens.</summary>
[TestClass]
public sealed class OpenedPathTests
{
    [TestMethod]
    [DataRow("os.Open(\"config.json\")", "1:9 config.json")]
    [DataRow("x := os.DirFS(\"./web/static/\")", "1:15 web/static")]
    [DataRow("a()\n\tb, _ := os.ReadFile(`data/x`)", "2:22 data/x")]
    [DataRow("template.Must(template.ParseFiles(\"a.html\", \"b/c.html\"))", "1:35 a.html,1:45 b/c.html")]
    [DataRow("template.New(\"x\").ParseGlob(\"views/*/x*.html\")", "1:29 views")]
    [DataRow("http.Handle(\"/\", http.FileServer(http.Dir(\"public\")))", "1:43 public")]
    [DataRow("http.ServeFile(w, r, \"index.html\")", "1:22 index.html")]
    [DataRow("router.Static(\"/assets\", \"./assets\")", "1:26 assets")]
    [DataRow("migrate.New(\"file://db/migrations\", url)", "1:13 db/migrations")]
    [DataRow("/* os.Open(\"no\") */ os.Open(\"yes\") // os.Open(\"no\")", "1:29 yes")]
    [DataRow("s := \"// no comment\"; os.Open(\"yes\")", "1:31 yes")]
    [DataRow(
        "os.Open(\"/etc/hosts\"); os.Open(\"../up\"); os.Open(name); os.Open(\".\"); os.Create(\"new\"); "
            + "migrate.New(\"file:///abs\")",
        ""
    )]
    [DataRow(
        "template.ParseFS(files, \"a.html\"); os.ReadFile(\"a\" + b); filepath.Glob(\"*.txt\"); os.Stat(\"x\")",
        ""
    )]
    public void Are_found_by_the_call(string code, string expected) =>
        Assert.AreEqual(
            expected,
            string.Join(',', OpenedPath.Find(code).Select(path => $"{path.Line}:{path.Column} {path.Value}"))
        );
}
