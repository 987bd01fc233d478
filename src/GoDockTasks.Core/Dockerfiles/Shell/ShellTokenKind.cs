namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>What a script is made of.</summary>
internal enum ShellTokenKind
{
    Word,

    /// <summary>&amp;&amp;, ||, ;, |, &amp;, a line end, and the parentheses.</summary>
    Operator,

    /// <summary>&gt;, &gt;&gt;, &lt; and their like, with the number before them; what follows is a file.</summary>
    Redirection,
    End,
}
