using System.CommandLine;

namespace CycleSim.Terminal.Options;

/// <summary>
/// Turns forms of earlier versions into those of today, before anything else reads the arguments. It works on the arguments as they were
/// typed, because only they tell `--json FILE` from `--json=FILE`: the parser would take the next argument as the value of both.
/// </summary>
internal sealed class FormerForms
{
    private readonly OptionSpec[] _specs;
    private readonly IReadOnlyList<string> _arguments;
    private readonly List<string> _read = [];
    private readonly List<string> _notes = [];

    private FormerForms(IReadOnlyList<string> arguments, IEnumerable<OptionSpec> specs) => (_arguments, _specs) = (arguments, [.. specs]);

    /// <summary>Reads arguments.</summary>
    /// <param name="root">The tree of commands.</param>
    /// <param name="arguments">Arguments as they were typed.</param>
    /// <returns>Arguments in the forms of today, and what to tell the user, each once.</returns>
    internal static (IReadOnlyList<string> Arguments, IReadOnlyList<string> Notes) Read(RootCommand root, IReadOnlyList<string> arguments)
    {
        List<string> notes = [];
        IReadOnlyList<string> renamed = ReadCommands(root, arguments, notes);
        Command command = root.Parse(renamed).CommandResult.Command;
        var forms = new FormerForms(renamed, command.Options.OfType<ISpecifiedOption>().Select(option => option.Spec));
        forms.ReadAll();
        return (forms._read, [.. notes.Concat(forms._notes).Distinct()]);
    }

    /// <summary>Turns former names of commands, which stand before anything else, into those of today.</summary>
    private static List<string> ReadCommands(Command root, IReadOnlyList<string> arguments, List<string> notes)
    {
        List<string> read = [.. arguments];
        Command? command = root;
        for (int i = 0; i < read.Count && command is not null; i++)
        {
            string name = read[i];
            if (command.Subcommands.OfType<RenamedCommand>().FirstOrDefault(below => below.Former.Name == name) is { } renamed)
            {
                notes.Add(NoteOf(renamed.Former, renamed.Name));
                read[i] = renamed.Name;
            }

            command = command.Subcommands.FirstOrDefault(below => below.Name == read[i]);
        }

        return read;
    }

    private static string NoteOf(FormerName former, string name) =>
        $"{former.Name} is now {name} (since version {former.Replaced}); the former name is read for one more version";

    private void ReadAll()
    {
        // Behind two dashes nothing is an option.
        int end = _arguments.TakeWhile(argument => argument != "--").Count();
        for (int i = 0; i < end;)
            i += ReadAt(i);
        _read.AddRange(_arguments.Skip(end));
    }

    /// <summary>Reads the argument at an index, and the next one if it belongs to it.</summary>
    /// <returns>How many arguments were read.</returns>
    private int ReadAt(int index)
    {
        string argument = _arguments[index];
        int sign = argument.StartsWith('-') ? argument.AsSpan().IndexOfAny('=', ':') : -1;
        string name = sign < 0 ? argument : argument[..sign];
        string? own = sign < 0 ? null : argument[(sign + 1)..];
        string? next = index + 1 < _arguments.Count ? _arguments[index + 1] : null;
        foreach (OptionSpec spec in _specs)
        {
            if (spec.Name == name && own is null && spec.ValueWhenBare is { } bare)
                return ReadBare(spec, bare, next);
            foreach (FormerName former in spec.FormerNames)
                if (former.Name == name && former.AppliesTo?.Invoke(own ?? next ?? "") != false)
                    return ReadFormer(spec, former, own, next);
        }

        _read.Add(argument);
        return 1;
    }

    private int ReadBare(OptionSpec spec, string bare, string? next)
    {
        if (!spec.FormerlyTookNextArgument || next is null || (next.StartsWith('-') && next != "-"))
        {
            _read.Add($"{spec.Name}={bare}");
            return 1;
        }

        _read.Add($"{spec.Name}={next}");
        _notes.Add($"{spec.Name} {next} is now {spec.Name}={next}; the form with a space is read for one more version");
        return 2;
    }

    private int ReadFormer(OptionSpec spec, FormerName former, string? own, string? next)
    {
        _notes.Add(NoteOf(former, spec.Name));
        Func<string, string> value = former.Value ?? (text => text);
        if (own is not null)
        {
            _read.Add($"{spec.Name}={value(own)}");
            return 1;
        }

        _read.Add(spec.Name);
        if (former.Value is null || next is null)
            return 1;
        _read.Add(value(next));
        return 2;
    }
}
