using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Words as they come out of an expansion: blanks separate unless they were quoted. All collectors of an expansion
/// share the word under way, so that what `${name:-default}` splits forgets the piece before it; BuildKit's does.
/// </summary>
internal sealed class WordCollector
{
    private readonly ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
    private readonly StringBuilder word;

    public WordCollector(StringBuilder shared)
    {
        word = shared;
        word.Clear();
    }

    public void Add(char c)
    {
        if (!char.IsWhiteSpace(c))
            word.Append(c);
        else
            EndWord();
    }

    public void AddSplit(string text)
    {
        foreach (var c in text)
            Add(c);
    }

    public void AddRaw(char c) => word.Append(c);

    public void AddRaw(string text) => word.Append(text);

    public ImmutableArray<string> ToWords()
    {
        EndWord();
        return words.ToImmutable();
    }

    private void EndWord()
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }
}
