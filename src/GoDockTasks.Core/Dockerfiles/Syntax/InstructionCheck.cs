using System.Buffers;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// What BuildKit refuses of an instruction by itself. Source: BuildKit's frontend/dockerfile/instructions.
/// </summary>
internal sealed class InstructionCheck(List<DockerfileError> errors)
{
    public void Check(Instruction instruction)
    {
        var name = InstructionKinds.NameOf(instruction.Kind).ToUpperInvariant();
        switch (instruction.Kind)
        {
            case InstructionKind.Unknown:
                Fail(
                    instruction.Start,
                    $"'{instruction.Keyword.Text}' is no instruction; an instruction that goes on needs a "
                        + $"continuation character at the end of the line before"
                );
                return;
            case InstructionKind.Env or InstructionKind.Label or InstructionKind.Arg:
                CheckPairs(instruction, name);
                break;
            case InstructionKind.Add or InstructionKind.Copy:
                CheckCopy(instruction, name);
                break;
            case InstructionKind.From:
                CheckFrom(instruction);
                break;
            case InstructionKind.Onbuild:
                CheckTrigger(instruction);
                break;
            case InstructionKind.Healthcheck:
                CheckHealth(instruction);
                return;
            case InstructionKind.Shell when !instruction.IsExecForm || instruction.Arguments.IsEmpty:
                Fail(instruction.Start, "SHELL takes a JSON array, such as [\"/bin/sh\", \"-c\"]");
                break;
            case InstructionKind.Expose
            or InstructionKind.Volume
            or InstructionKind.Maintainer
            or InstructionKind.StopSignal
            or InstructionKind.User
            or InstructionKind.Workdir when instruction.Arguments.IsEmpty:
                Fail(instruction.Start, $"{name} needs an argument");
                break;
            case InstructionKind.Volume:
                foreach (var volume in instruction.Arguments.Where(volume => string.IsNullOrWhiteSpace(volume.Text)))
                    Fail(volume.Start, "a volume can't be empty");
                break;
        }

        CheckFlags(instruction, name);
        if (instruction.Kind == InstructionKind.Run)
            CheckRun(instruction);
    }

    private void CheckPairs(Instruction instruction, string name)
    {
        foreach (var pair in instruction.Pairs)
        {
            if (pair.Name.Text.Length == 0)
                Fail(pair.Name.Start, $"a name of {name} is empty");
        }

        if (instruction.Kind == InstructionKind.Arg && instruction.Pairs.IsEmpty)
            Fail(instruction.Start, $"{name} needs an argument");
    }

    private void CheckCopy(Instruction instruction, string name)
    {
        if (instruction.Arguments.Length < 2)
            Fail(instruction.Start, $"{name} needs a source and a destination");
        else if (HeredocNames.Parse(instruction.Arguments[^1].Text) is not null)
            Fail(instruction.Arguments[^1].Start, $"the destination of {name} can't be a here-document");
    }

    private void CheckFrom(Instruction instruction)
    {
        var arguments = instruction.Arguments;
        if (
            arguments.Length != 1
            && (arguments.Length != 3 || !arguments[1].Text.Equals("as", StringComparison.OrdinalIgnoreCase))
        )
            Fail(instruction.Start, "FROM takes an image, or an image, AS and a name");
        else if (arguments.Length == 3 && !IsStageName(arguments[2].Text))
            Fail(
                arguments[2].Start,
                $"'{arguments[2].Text}' is no name for a stage: it starts with a letter, and has letters, "
                    + $"digits, '-', '_' and '.'"
            );
    }

    private static bool IsStageName(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.Length > 0
            && char.IsAsciiLetterLower(lower[0])
            && lower.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
    }

    private void CheckTrigger(Instruction instruction)
    {
        if (instruction.Trigger is null)
            Fail(instruction.Start, "ONBUILD needs an instruction");
        else if (
            instruction.Trigger.Kind is InstructionKind.Onbuild or InstructionKind.From or InstructionKind.Maintainer
        )
            Fail(
                instruction.Trigger.Start,
                $"ONBUILD can't have {instruction.Trigger.Keyword.Text.ToUpperInvariant()}"
            );
    }

    private void CheckHealth(Instruction instruction)
    {
        if (instruction.HealthcheckKind is not { } kind)
        {
            Fail(instruction.Start, "HEALTHCHECK needs CMD or NONE");
            return;
        }

        if (kind.Text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            if (!instruction.Arguments.IsEmpty)
                Fail(instruction.Arguments[0].Start, "HEALTHCHECK NONE takes no arguments");
            return;
        }

        CheckFlags(instruction, "HEALTHCHECK");
        if (!kind.Text.Equals("cmd", StringComparison.OrdinalIgnoreCase))
            Fail(kind.Start, $"HEALTHCHECK takes CMD or NONE, not '{kind.Text}'");
        else if (instruction.Arguments.IsEmpty)
            Fail(kind.Start, "HEALTHCHECK CMD needs a command");
        foreach (var flag in instruction.Flags)
            CheckHealthFlag(flag);
    }

    private void CheckHealthFlag(InstructionFlag flag)
    {
        if (string.IsNullOrEmpty(flag.Value))
            return;
        if (flag.Name == "retries")
        {
            if (
                !int.TryParse(
                    flag.Value,
                    System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var retries
                )
                || retries < 0
            )
                Fail(flag.Source.Start, $"--retries must be a number from 0 on, not '{flag.Value}'");
        }
        else if (GoDuration.Parse(flag.Value) is not (0 or >= 1e6))
        {
            Fail(
                flag.Source.Start,
                $"--{flag.Name} must be a duration of at least 1ms, such as 30s or 1m30s, not '{flag.Value}'"
            );
        }
    }

    private void CheckFlags(Instruction instruction, string name)
    {
        var known = InstructionKinds.FlagsOf(instruction.Kind);
        if (known is null)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flag in instruction.Flags)
        {
            if (!known.Contains(flag.Name))
                Fail(
                    flag.Source.Start,
                    $"--{flag.Name} is no flag of "
                        + $"{name}{(known.Length == 0 ? "" : ": it has --" + string.Join(", --", known))}"
                );
            else if (!seen.Add(flag.Name) && !InstructionKinds.IsRepeatable(flag.Name))
                Fail(flag.Source.Start, $"--{flag.Name} is given twice");
            else if (!InstructionKinds.IsBoolean(flag.Name) && flag.Value is null)
                Fail(flag.Source.Start, $"--{flag.Name} needs a value: --{flag.Name}=…");
            else if (
                InstructionKinds.IsBoolean(flag.Name)
                && flag.Value is not null
                && flag.Value.ToLowerInvariant() is not ("true" or "false")
            )
                Fail(flag.Source.Start, $"--{flag.Name} must be true or false, not '{flag.Value}'");
        }
    }

    private void CheckRun(Instruction instruction)
    {
        foreach (var flag in instruction.Flags)
        {
            if (flag.Value is null)
                continue;
            if (flag.Name == "network" && flag.Value is not ("default" or "none" or "host"))
                Fail(flag.Source.Start, $"--network must be default, none or host, not '{flag.Value}'");
            else if (flag.Name == "security" && flag.Value is not ("insecure" or "sandbox"))
                Fail(flag.Source.Start, $"--security must be insecure or sandbox, not '{flag.Value}'");
            else if (
                flag.Name == "mount"
                && RunMountReader.Read(
                    flag,
                    value => value.Contains('$', StringComparison.Ordinal) ? null : value,
                    out var error
                )
                    is null
                && error is not null
            )
                Fail(flag.Source.Start, $"--mount: {error}");
        }

        if (instruction.Heredocs.Length > 0 && instruction.IsExecForm)
            Fail(instruction.Start, "RUN in JSON form can't have a here-document");
    }

    private void Fail(int start, string message) => errors.Add(new(start, message));
}

/// <summary>Durations such as 1m30s, as HEALTHCHECK takes them. Source: Go's time.ParseDuration.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    /// <summary>In nanoseconds; null where the text is none.</summary>
    public static double? Parse(string text)
    {
        var rest = text.AsSpan();
        var sign = 1;
        if (rest is ['-' or '+', ..])
        {
            sign = rest[0] == '-' ? -1 : 1;
            rest = rest[1..];
        }

        if (rest is "0")
            return 0;
        if (rest.IsEmpty)
            return null;
        var total = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Number);
            if (
                digits <= 0
                || !double.TryParse(
                    rest[..digits],
                    System.Globalization.NumberStyles.AllowDecimalPoint,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                )
            )
                return null;
            rest = rest[digits..];
            var end = rest.IndexOfAny(Number);
            var unit = Unit(end < 0 ? rest : rest[..end]);
            if (unit is null)
                return null;
            total += number * unit.Value;
            rest = end < 0 ? default : rest[end..];
        }

        return sign * total;
    }

    private static double? Unit(ReadOnlySpan<char> name) =>
        name switch
        {
            "ns" => 1,
            "us" or "µs" or "μs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 6e10,
            "h" => 3.6e12,
            _ => null,
        };
}
