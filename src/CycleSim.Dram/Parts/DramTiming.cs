using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Parts;

/// <summary>The timings of a part, in clock cycles: a value for each parameter of its standard. Two with equal values are equal.</summary>
public sealed class DramTiming : IEquatable<DramTiming>
{
    private readonly Dictionary<string, int> _values;

    // Evaluated once for each reading: a part runs many controllers.
    private readonly TimingTable?[] _tables = new TimingTable?[4];

    /// <summary>Makes timings; what is not given has the standard's default.</summary>
    /// <param name="standard">The standard.</param>
    /// <param name="given">Values by the names of the standard's parameters, cycles.</param>
    /// <exception cref="ArgumentException">A name is no parameter of the standard, or a value without default is not given.</exception>
    public DramTiming(DramStandard standard, IReadOnlyDictionary<string, int> given)
    {
        ArgumentNullException.ThrowIfNull(standard);
        ArgumentNullException.ThrowIfNull(given);
        Standard = standard;
        _values = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (DramParameter parameter in standard.Parameters)
        {
            if (given.TryGetValue(parameter.Name, out int value))
                _values.Add(parameter.Name, value);
            else if (parameter.Default is { } formula)
                _values.Add(parameter.Name, CycleFormula.Evaluate(formula, _values));
            else
                throw new ArgumentException($"timing {parameter.Name} of standard {standard.Name} is missing", nameof(given));
        }

        if (given.Keys.FirstOrDefault(name => !_values.ContainsKey(name)) is { } unknown)
            throw new ArgumentException($"standard {standard.Name} has no timing {unknown}", nameof(given));
    }

    /// <summary>The standard.</summary>
    public DramStandard Standard { get; }

    /// <summary>All values by their names.</summary>
    public IReadOnlyDictionary<string, int> Values => _values;

    /// <summary>The values that differ from the standard's defaults, or have none, in the order of the standard.</summary>
    public IEnumerable<(string Name, int Cycles)> Given
    {
        get
        {
            var names = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (DramParameter parameter in Standard.Parameters)
            {
                int cycles = _values[parameter.Name];
                if (parameter.Default is not { } formula || CycleFormula.Evaluate(formula, names) != cycles)
                    yield return (parameter.Name, cycles);
                names.Add(parameter.Name, cycles);
            }
        }
    }

    /// <summary>A value by its name, cycles.</summary>
    /// <param name="name">A parameter of the standard.</param>
    /// <exception cref="KeyNotFoundException">The standard has no such parameter.</exception>
    public int this[string name] => _values[name];

    /// <summary>The same timings with other values.</summary>
    /// <param name="changes">Parameters of the standard and their values, cycles.</param>
    public DramTiming With(params ReadOnlySpan<(string Name, int Cycles)> changes)
    {
        var values = new Dictionary<string, int>(_values, StringComparer.Ordinal);
        foreach ((string name, int cycles) in changes)
            values[name] = cycles;
        return new DramTiming(Standard, values);
    }

    /// <summary>What the rules of the standard say.</summary>
    /// <param name="rules">Whose reading of the standard.</param>
    /// <param name="hasBankGroups">The part has several bank groups.</param>
    public TimingTable Table(TimingRules rules, bool hasBankGroups) =>
        _tables[2 * (int)rules + (hasBankGroups ? 1 : 0)] ??= TimingTable.Of(Standard, _values, rules, hasBankGroups);

    /// <inheritdoc />
    public bool Equals(DramTiming? other) => other is not null && ReferenceEquals(Standard, other.Standard)
        && Standard.Parameters.All(parameter => _values[parameter.Name] == other._values[parameter.Name]);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DramTiming);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (DramParameter parameter in Standard.Parameters)
            hash.Add(_values[parameter.Name]);
        return hash.ToHashCode();
    }
}
