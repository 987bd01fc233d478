namespace GoDockTasks.Core.Modules.Sources;

/// <summary>What was read of one folder, and the snapshot that says how long that holds.</summary>
internal sealed class FolderReading
{
    private readonly TreeSnapshot tree;
    private readonly Dictionary<string, DerivedLines> derived = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, object> kept = [];

    private FolderReading(string folder, TreeSnapshot tree) => (Folder, this.tree) = (folder, tree);

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    /// <summary>Something was read, and there is a snapshot to it.</summary>
    public bool CanBeKept => tree.IsComplete && derived.Count > 0;

    /// <summary>Begins with the snapshot: what is read later is from then or newer.</summary>
    public static FolderReading Begin(string folder, DateTimeOffset now)
    {
        var tree = new TreeSnapshot(now);
        tree.AddTree(folder);
        return new(folder, tree);
    }

    /// <summary>See <see cref="TreeSnapshot.IsCurrent"/>.</summary>
    public bool IsCurrent(DateTimeOffset now, out bool hasNews)
    {
        lock (derived)
            return tree.IsCurrent(now, out hasNews);
    }

    /// <summary>What was derived before from the same, or what is derived now.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="dependsOn">What it follows from beside the folder's content.</param>
    /// <param name="derive">
    /// Derives it; null is never kept. What it reads beyond the folder's own sources it adds to the snapshot before.
    /// </param>
    /// <param name="isNew">It was derived now, and is kept.</param>
    public string[]? Derive(
        string name,
        string dependsOn,
        DateTimeOffset now,
        Func<TreeSnapshot, string[]?> derive,
        out bool isNew
    )
    {
        lock (derived)
        {
            isNew = false;
            if (
                derived.TryGetValue(name, out var known)
                && known.DependsOn == dependsOn
                && known.Beyond.IsCurrent(now, out isNew)
            )
                return known.Lines;
            var beyond = new TreeSnapshot(now);
            var lines = derive(beyond);
            isNew = lines is not null && tree.IsComplete && beyond.IsComplete;
            if (isNew)
                derived[name] = new(dependsOn, lines!, beyond);
            else
                derived.Remove(name);
            return lines;
        }
    }

    /// <summary>What was made before, or what is made now; for this build alone.</summary>
    public T Keep<T>(Func<T> make)
        where T : class
    {
        lock (derived)
        {
            if (!kept.TryGetValue(typeof(T), out var known))
                kept.Add(typeof(T), known = make());
            return (T)known;
        }
    }

    /// <summary>
    /// Writes it down; false where somebody is reading the folder, maybe from a disk that never answers.
    /// </summary>
    public bool TryWrite(BinaryWriter writer)
    {
        if (!Monitor.TryEnter(derived))
            return false;
        try
        {
            writer.Write(Folder);
            tree.Write(writer);
            writer.Write(derived.Count);
            foreach (var (name, lines) in derived)
            {
                writer.Write(name);
                lines.Write(writer);
            }

            return true;
        }
        finally
        {
            Monitor.Exit(derived);
        }
    }

    public static FolderReading Read(BinaryReader reader)
    {
        var reading = new FolderReading(reader.ReadString(), TreeSnapshot.Read(reader));
        for (var count = reader.ReadInt32(); count > 0; count--)
            reading.derived[reader.ReadString()] = DerivedLines.Read(reader);
        return reading;
    }

    private sealed class DerivedLines(string dependsOn, string[] lines, TreeSnapshot beyond)
    {
        public string DependsOn => dependsOn;

        public string[] Lines => lines;

        public TreeSnapshot Beyond => beyond;

        public void Write(BinaryWriter writer)
        {
            writer.Write(dependsOn);
            writer.Write(lines.Length);
            foreach (var line in lines)
                writer.Write(line);
            beyond.Write(writer);
        }

        public static DerivedLines Read(BinaryReader reader)
        {
            var dependsOn = reader.ReadString();
            // Each line has a length before it: a count that is larger than the file is damage.
            var count = reader.ReadInt32();
            if (count < 0 || count > reader.BaseStream.Length)
                throw new FormatException();
            var lines = new string[count];
            for (var i = 0; i < lines.Length; i++)
                lines[i] = reader.ReadString();
            return new(dependsOn, lines, TreeSnapshot.Read(reader));
        }
    }
}

/// <summary>
/// What one task sees of readings: a folder as it is when the task first asks for it, and the same until the end.
/// </summary>
public sealed class SourceView(SourceReadings readings)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<FolderReading>> seen = new(
        StringComparer.Ordinal
    );

    /// <summary>Looks anew at what has changed since, such as while a program ran.</summary>
    public SourceView Anew() => readings.View();

    /// <summary>A file that no folder's reading has; see <see cref="SourceReadings.Text"/>.</summary>
    public ModuleFileText Text(string path, int maxBytes) => readings.Text(path, maxBytes);

    /// <summary>Whether something was read of a folder, in this build or before, and it is as it was.</summary>
    /// <param name="folder">Absolute.</param>
    public bool Knows(string folder) =>
        seen.ContainsKey(Path.TrimEndingDirectorySeparator(folder))
        || readings.Knows(Path.TrimEndingDirectorySeparator(folder));

    /// <summary>See <see cref="FolderReading.Keep"/>.</summary>
    /// <param name="folder">Absolute.</param>
    public T Keep<T>(string folder, Func<T> make)
        where T : class => Reading(folder).Keep(make);

    /// <summary>See <see cref="FolderReading.Derive"/>.</summary>
    /// <param name="folder">Absolute.</param>
    public string[]? Derive(string folder, string name, string dependsOn, Func<TreeSnapshot, string[]?> derive)
    {
        var lines = Reading(folder).Derive(name, dependsOn, readings.Now, derive, out var isNew);
        if (isNew)
            readings.NoteNews();
        return lines;
    }

    private FolderReading Reading(string folder) =>
        seen.GetOrAdd(Path.TrimEndingDirectorySeparator(folder), key => new(() => readings.Look(key))).Value;
}
