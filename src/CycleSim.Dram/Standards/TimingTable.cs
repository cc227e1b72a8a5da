using System.Collections.Immutable;

namespace CycleSim.Dram.Standards;

/// <summary>
/// All that the rules of a standard say for one part, in clock cycles: formulas are evaluated, and what demands nothing is left out.
/// </summary>
public sealed class TimingTable
{
    private TimingTable(Dictionary<string, int> values, int burst, int rl, int wl)
    {
        Values = values;
        (BurstCycles, ReadLatencyCycles, WriteLatencyCycles) = (burst, rl, wl);
    }

    /// <summary>The parameters, and burst, rl and wl.</summary>
    public IReadOnlyDictionary<string, int> Values { get; }

    /// <summary>Cycles that a burst takes on the data bus.</summary>
    public int BurstCycles { get; }

    /// <summary>Read command to first data.</summary>
    public int ReadLatencyCycles { get; }

    /// <summary>Write command to first data.</summary>
    public int WriteLatencyCycles { get; }

    /// <summary>Minimum distances, all above 0.</summary>
    public ImmutableArray<DramConstraint> Constraints { get; private init; }

    /// <summary>Windows, all longer than 0.</summary>
    public ImmutableArray<DramWindow> Windows { get; private init; }

    /// <summary>Every rank is refreshed once in this time.</summary>
    public int RefreshIntervalCycles { get; private init; }

    /// <summary>Duration of a refresh of a rank.</summary>
    public int RefreshCycles { get; private init; }

    /// <summary>One bank of each rank is refreshed in each such time; 0 when banks are not refreshed one by one.</summary>
    public int BankRefreshIntervalCycles { get; private init; }

    /// <summary>Duration of a refresh of a bank; 0 where the part has none.</summary>
    public int BankRefreshCycles { get; private init; }

    /// <summary>The shortest distance that two commands to one bank can have.</summary>
    /// <param name="earlier">The earlier command.</param>
    /// <param name="later">The later command.</param>
    /// <returns>Cycles; 0 when there is no rule.</returns>
    public int SameBankGap(DramCommandKind earlier, DramCommandKind later) => MaxGap(
        earlier,
        later,
        scope => scope is not (ConstraintScope.OtherBankGroups or ConstraintScope.OtherBanks or ConstraintScope.OtherRanks));

    /// <summary>The shortest distance that two commands of a rank can have, to banks of different groups where there are groups.</summary>
    /// <param name="earlier">The earlier command.</param>
    /// <param name="later">The later command.</param>
    /// <returns>Cycles; 0 when there is no rule.</returns>
    public int OtherGroupGap(DramCommandKind earlier, DramCommandKind later) => MaxGap(
        earlier, later, scope => scope is ConstraintScope.OtherBankGroups or ConstraintScope.OtherBanks or ConstraintScope.Rank
            or ConstraintScope.Channel);

    /// <summary>Evaluates the rules of a standard.</summary>
    /// <param name="standard">The standard.</param>
    /// <param name="parameters">Values of all its parameters.</param>
    /// <param name="rules">Whose reading of it.</param>
    /// <param name="hasBankGroups">The part has several bank groups.</param>
    public static TimingTable Of(
        DramStandard standard, IReadOnlyDictionary<string, int> parameters, TimingRules rules, bool hasBankGroups)
    {
        ArgumentNullException.ThrowIfNull(standard);
        var values = new Dictionary<string, int>(parameters, StringComparer.Ordinal);
        bool refreshesBanks = (standard.Refresh.BankRules ?? rules) == rules;
        int Value(string? formula) => formula is null ? 0 : CycleFormula.Evaluate(formula, values);
        int rl = Value(standard.ReadLatency);
        int wl = Value(standard.WriteLatency);
        int burst = Value(rules == TimingRules.Dramsim3 ? standard.Dramsim3?.BurstCycles ?? standard.BurstCycles : standard.BurstCycles);
        (values["rl"], values["wl"], values["burst"]) = (rl, wl, burst);
        return new TimingTable(values, burst, rl, wl)
        {
            Constraints =
            [
                .. standard.Constraints
                    .Where(rule => (rule.Rules ?? rules) == rules && (hasBankGroups || rule.Scope != ConstraintScope.BankGroup))
                    .Select(rule => new DramConstraint(
                        rule.Name, rule.Earlier, rule.Later, ScopeOf(rule.Scope, hasBankGroups), Value(rule.Cycles)))
                    .Where(constraint => constraint.GapCycles > 0),
            ],
            Windows =
            [
                .. standard.Windows
                    .Select(window => new DramWindow(
                        window.Name, window.Count, Value(window.Cycles), window.CountsBankRefreshes && rules == TimingRules.Jedec))
                    .Where(window => window.Cycles > 0),
            ],
            RefreshIntervalCycles = Value(standard.Refresh.Interval),
            RefreshCycles = Value(standard.Refresh.Cycles),
            BankRefreshIntervalCycles = refreshesBanks ? Value(standard.Refresh.BankInterval) : 0,
            BankRefreshCycles = Value(standard.Refresh.BankCycles),
        };
    }

    private static ConstraintScope ScopeOf(ConstraintScope scope, bool hasBankGroups) =>
        scope == ConstraintScope.OtherBankGroups && !hasBankGroups ? ConstraintScope.Rank : scope;

    private int MaxGap(DramCommandKind earlier, DramCommandKind later, Func<ConstraintScope, bool> reaches)
    {
        int gap = 0;
        foreach (DramConstraint constraint in Constraints)
            if (constraint.Earlier == earlier && constraint.Later == later && reaches(constraint.Scope))
                gap = Math.Max(gap, constraint.GapCycles);
        return gap;
    }
}
