namespace CycleSim.Configuration.Keys;

/// <summary>Those choices of a table, now and later, that a condition holds for.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
/// <param name="table">The table.</param>
/// <param name="holds">The condition.</param>
public sealed class ChoiceSubset<T>(ChoiceTable<T> table, Func<T, bool> holds) : IChoices
    where T : class, INamedChoice
{
    /// <summary>The choices, in the order in which they were registered.</summary>
    public IReadOnlyList<T> All => [.. table.All.Where(holds)];

    IReadOnlyList<INamedChoice> IChoices.All => All;
}
