using System.Collections.Immutable;
using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Terminal.Options;

/// <summary>An option whose value is one of some words: help, check, message and completion follow from one list of them.</summary>
/// <typeparam name="T">What words stand for.</typeparam>
public sealed class ChoiceOption<T> : Option<string?>, ISpecifiedOption
{
    private readonly ImmutableArray<OptionChoice<T>> _choices;

    internal ChoiceOption(OptionSpec spec, ImmutableArray<OptionChoice<T>> choices)
        : base(spec.Name, [.. spec.Aliases])
    {
        _choices = choices;
        Spec = spec with { ValueForm = string.Join('|', choices.Select(choice => choice.Name)) };
        HelpName = Spec.ValueForm;
        Description = $"{spec.Meaning}: " + WordList.Join(choices.Select(ShownInHelp), "or");
    }

    /// <inheritdoc/>
    public OptionSpec Spec { get; }

    /// <summary>What a command line chooses.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fallback">What counts without the option.</param>
    /// <exception cref="InputException">There is no such word; the message lists those that there are.</exception>
    public T Of(ParseResult parsed, T fallback)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        if (parsed.GetValue(this) is not { } text)
            return fallback;
        foreach (OptionChoice<T> choice in _choices)
            if (choice.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return choice.Value;
        throw new InputException($"{Name} {text}: allowed are {string.Join(", ", _choices.Select(choice => choice.Name))}");
    }

    /// <summary>The word that stands for a value.</summary>
    /// <param name="value">The value, one of those that can be chosen.</param>
    public string NameOf(T value) => _choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Name;

    private static string ShownInHelp(OptionChoice<T> choice) =>
        choice.Note.Length == 0 ? choice.Name : $"{choice.Name} ({choice.Note})";
}
