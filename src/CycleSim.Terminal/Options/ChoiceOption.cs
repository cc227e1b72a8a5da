using System.Collections.Immutable;
using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Terminal.Options;

/// <summary>An option whose value is one of some words: help, check, message and completion follow from one list of them.</summary>
/// <typeparam name="T">What words stand for.</typeparam>
public sealed class ChoiceOption<T> : Option<string?>, ISpecifiedOption
{
    // A longer list would leave no room for what the help says of options; it is in the text alone.
    private const int MaxFormLength = 40;

    private readonly Func<ImmutableArray<OptionChoice<T>>> _choices;
    private readonly string? _fallback;

    /// <summary>Makes an option.</summary>
    /// <param name="spec">Name and meaning.</param>
    /// <param name="choices">The words, asked for whenever one is looked up.</param>
    /// <param name="fallback">The word that counts without the option; null where the command says what counts.</param>
    internal ChoiceOption(OptionSpec spec, Func<ImmutableArray<OptionChoice<T>>> choices, string? fallback = null)
        : base(spec.Name, [.. spec.Aliases])
    {
        (_choices, _fallback) = (choices, fallback);
        string form = string.Join('|', Words);
        if (form.Length > MaxFormLength)
            form = "NAME";
        Spec = spec with { ValueForm = spec.ValueWhenBare is null ? form : $"={form}" };
        HelpName = Spec.ValueForm;
        Description = $"{spec.Meaning}: {WordList.Join(ShownInHelp(), "or")}";
        if (spec.ValueWhenBare is not null)
            Arity = ArgumentArity.ZeroOrOne;
    }

    /// <inheritdoc/>
    public OptionSpec Spec { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Words
    {
        get
        {
            // A query over choices would be compiled for each type of choices, at each start of a program.
            ImmutableArray<OptionChoice<T>> choices = _choices();
            string[] words = new string[choices.Length];
            for (int i = 0; i < words.Length; i++)
                words[i] = choices[i].Name;
            return words;
        }
    }

    /// <summary>What a command line chooses.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fallback">What counts without the option.</param>
    /// <exception cref="InputException">There is no such word; the message lists those that there are.</exception>
    public T Of(ParseResult parsed, T fallback) => TextOf(parsed) is { } text ? Find(text) : fallback;

    /// <summary>What a command line chooses, of an option that is required or says itself what counts without it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="InputException">There is no such word; the message lists those that there are.</exception>
    public T Of(ParseResult parsed) => Find(TextOf(parsed) ?? _fallback ?? throw new InputException($"{Name} is missing"));

    /// <summary>The word that stands for a value.</summary>
    /// <param name="value">The value, one of those that can be chosen.</param>
    public string NameOf(T value) => NameOf(_choices(), value);

    /// <summary>The word that stands for a value.</summary>
    internal static string NameOf(ImmutableArray<OptionChoice<T>> choices, T value) =>
        choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Name;

    private string? TextOf(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return parsed.GetValue(this) ?? (parsed.IsGiven(this) ? Spec.ValueWhenBare : null);
    }

    private T Find(string text)
    {
        foreach (OptionChoice<T> choice in _choices())
            if (Spelled(choice.Name).Equals(Spelled(text), StringComparison.OrdinalIgnoreCase))
                return choice.Value;
        throw new InputException($"{Name} {text}: allowed are {string.Join(", ", Words)}");
    }

    // Files join the words of a name by _, options by -: who takes a name from one to the other is understood.
    private static string Spelled(string name) => name.Replace('_', '-');

    private IEnumerable<string> ShownInHelp()
    {
        foreach (OptionChoice<T> choice in _choices())
        {
            string[] notes =
            [
                choice.Note,
                choice.Name == _fallback ? "default" : "",
                choice.Name == Spec.ValueWhenBare ? $"also {Name} alone" : "",
            ];
            string note = string.Join("; ", notes.Where(text => text.Length > 0));
            yield return note.Length == 0 ? choice.Name : $"{choice.Name} ({note})";
        }
    }
}
