using System.Collections.Immutable;
using System.CommandLine;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;

namespace CycleSim.Terminal.Options;

/// <summary>
/// An option as data. What several commands share has one of these; a command decides only whether the option is required and what it is
/// without being given.
/// </summary>
/// <param name="Name">The name, with its dashes; words are joined by dashes.</param>
/// <param name="Meaning">What the option says, in plain English, without the unit.</param>
public sealed record OptionSpec(string Name, string Meaning)
{
    /// <summary>The <see cref="ValueForm"/> of an option that takes the name of a shipped model or a file.</summary>
    public const string NameOrFile = "NAME|FILE";

    /// <summary>Short names.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Unit of a number, e.g. "ns"; null where there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>What stands for the value in the help text, e.g. "FILE"; null for the unit.</summary>
    public string? ValueForm { get; init; }

    /// <summary>The models whose names the value can be; null where it names none. Shells complete them.</summary>
    public ModelKind? Models { get; init; }

    /// <summary>The numbers that are allowed; the help shows it, and others are refused.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>The version that the name came with.</summary>
    public string Since { get; init; } = "0.1";

    /// <summary>Names that are read for one more version.</summary>
    public ImmutableArray<FormerName> FormerNames { get; init; } = [];

    /// <summary>
    /// What the option means when it stands alone; a value is only what follows an equals sign, `--json=FILE`. Null for options that
    /// take the next argument as their value, as most do.
    /// </summary>
    public string? ValueWhenBare { get; init; }

    /// <summary>
    /// Whether the next argument was the value in earlier versions; read for one more version. Goes with <see cref="ValueWhenBare"/>.
    /// </summary>
    public bool FormerlyTookNextArgument { get; init; }

    /// <summary>The help text: the meaning, and range and unit if there are any.</summary>
    public string Description => (RangeText, Unit) switch
    {
        (null, null) => Meaning,
        (null, { } unit) => $"{Meaning}, in {unit}",
        ({ } range, _) => $"{Meaning}, {range}",
    };

    /// <summary>The range in words, with the unit; null where there is no range.</summary>
    internal string? RangeText => Range is null ? null : Unit is null ? Range.Text : $"{Range.Text} {Unit}";

    /// <summary>Makes an option that may be left out.</summary>
    /// <typeparam name="T">Type of the value; nullable, unless its default says that nothing was given.</typeparam>
    public Option<T> Optional<T>() => Make<T>();

    /// <summary>Makes an option that may be left out, and that the help does not show: another program explains it.</summary>
    /// <typeparam name="T">Type of the value; nullable, unless its default says that nothing was given.</typeparam>
    public Option<T> Hidden<T>()
    {
        Option<T> option = Make<T>();
        option.Hidden = true;
        return option;
    }

    /// <summary>Makes an option that has a value without being given.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value of this command.</param>
    public Option<T> WithDefault<T>(T value)
    {
        Option<T> option = Make<T>();
        option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>Makes an option that must be given.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    public Option<T> Required<T>()
    {
        Option<T> option = Make<T>();
        option.Required = true;
        return option;
    }

    /// <summary>Makes an option that takes one of some words and may be left out.</summary>
    /// <typeparam name="T">What words stand for.</typeparam>
    /// <param name="choices">The words.</param>
    public ChoiceOption<T> Choice<T>(params ImmutableArray<OptionChoice<T>> choices) => new(this, () => choices);

    /// <summary>Makes an option that takes one of some words, one of which counts without it.</summary>
    /// <typeparam name="T">What words stand for.</typeparam>
    /// <param name="value">What counts without the option; one of those that words stand for.</param>
    /// <param name="choices">The words.</param>
    public ChoiceOption<T> ChoiceWithDefault<T>(T value, params ImmutableArray<OptionChoice<T>> choices) =>
        new(this, () => choices, ChoiceOption<T>.NameOf(choices, value));

    /// <summary>Makes an option that takes one of some words and must be given.</summary>
    /// <typeparam name="T">What words stand for.</typeparam>
    /// <param name="choices">The words.</param>
    public ChoiceOption<T> RequiredChoice<T>(params ImmutableArray<OptionChoice<T>> choices) =>
        new(this, () => choices) { Required = true };

    /// <summary>Makes an option that takes the name of a choice, to which a program can add its own, and may be left out.</summary>
    /// <typeparam name="T">What is chosen.</typeparam>
    /// <param name="choices">The choices, asked for whenever a name is looked up.</param>
    /// <param name="fallback">The name that counts without the option; null where the command says what counts.</param>
    /// <param name="explains">Whether the help says what each choice means.</param>
    public ChoiceOption<T> NamedChoice<T>(Func<IEnumerable<T>> choices, string? fallback = null, bool explains = true)
        where T : class, INamedChoice
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new(
            this, () => [.. choices().Select(choice => new OptionChoice<T>(choice.Name, choice, explains ? choice.Meaning : ""))],
            fallback);
    }

    /// <summary>Makes an option that takes what a key of a model file takes, and may be left out.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="values">The members with their meanings, as the key declares them.</param>
    /// <param name="fallback">What counts without the option; null where the command says what counts.</param>
    /// <param name="explains">Whether the help says what each choice means.</param>
    public ChoiceOption<T> EnumChoice<T>(ImmutableArray<EnumValue<T>> values, T? fallback = null, bool explains = true)
        where T : struct, Enum
    {
        ImmutableArray<OptionChoice<T>> choices =
            [.. values.Select(value => new OptionChoice<T>(NameOf(value.Value), value.Value, explains ? value.Meaning : ""))];
        return new(this, () => choices, fallback is { } member ? NameOf(member) : null);

        static string NameOf(T value) => EnumName.Of(value).Replace('_', '-');
    }

    private SpecifiedOption<T> Make<T>()
    {
        var option = new SpecifiedOption<T>(this);
        if (ValueWhenBare is not null)
            option.Arity = ArgumentArity.ZeroOrOne;
        return option;
    }
}
