using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// Choices that files name, and that a program can add its own to: a key that is declared with a table accepts what the table holds. Safe
/// for several threads.
/// </summary>
/// <typeparam name="T">What is chosen.</typeparam>
/// <param name="what">What the choices are, in the singular, for messages: "ordering".</param>
/// <param name="builtIn">The choices that are always there.</param>
public sealed class ChoiceTable<T>(string what, params ImmutableArray<T> builtIn) : IChoices
    where T : class, INamedChoice
{
    private ImmutableList<T> _choices = [.. builtIn];

    /// <summary>All choices, in the order in which they were registered.</summary>
    public IReadOnlyList<T> All => _choices;

    IReadOnlyList<INamedChoice> IChoices.All => _choices;

    /// <summary>What joins the words of a name: _ in files; options have dashes.</summary>
    public char Separator { get; init; } = '_';

    /// <summary>Adds a choice, before files that name it are read.</summary>
    /// <param name="choice">The choice.</param>
    /// <exception cref="ArgumentException">
    /// Its name is taken, or has other characters than lower-case letters, digits and the separator.
    /// </exception>
    public void Register(T choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (choice.Name.Length == 0 || !choice.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == Separator))
        {
            throw new ArgumentException(
                $"\"{choice.Name}\" is no name for {what}; allowed: lower-case letters, digits and {Separator}", nameof(choice));
        }

        if (!ImmutableInterlocked.Update(ref _choices, list => list.Exists(other => other.Name == choice.Name) ? list : list.Add(choice)))
            throw new ArgumentException($"\"{choice.Name}\" is registered already as {what}", nameof(choice));
    }

    /// <summary>The choice of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">No choice has this name; the message lists those that there are.</exception>
    public T Get(string name) => _choices.Find(choice => choice.Name == name) ?? throw new InputException(
        $"{what} \"{name}\" is unknown; allowed: {string.Join(", ", _choices.Select(choice => choice.Name))}");
}
