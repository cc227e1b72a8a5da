using System.Collections.Immutable;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on the whole system at equal capacity.</summary>
/// <param name="capacity">Curves at equal capacity; the first is that of the headline network.</param>
internal sealed class SystemJudge(IReadOnlyList<SystemCurve> capacity)
{
    private static readonly (string Name, Func<SystemCosts, double> Joule)[] Components =
    [
        ("DRAM", costs => costs.DramJ), ("leakage", Leakage), ("accesses", Access), ("compute", Compute),
    ];

    internal Judgement Judge(Claim claim)
    {
        if (capacity.Count == 0 || capacity[0].Sizes.Length == 0)
            return Judgement.NotRun("The comparison has no results; its table says why.");
        return claim.Id switch
        {
            "S1" => Rise(claim),
            "S2" => SameTrend(claim),
            "S3" => Shares(claim),
            _ => ShareShift(claim),
        };
    }

    private Judgement Rise(Claim claim)
    {
        SystemCurve headline = capacity[0];
        SystemSize best = headline.Best!;
        string falls = Falls(headline, 0);
        bool rises = falls.Length == 0;
        bool reaches = Math.Abs(best.Improvement / claim.Expected("improvement") - 1) <= claim.Expected("tolerance");
        return new(
            rises && reaches ? Verdict.Holds : rises || reaches ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{headline.Sizes[0].Improvement:0.00} times at {headline.Name(headline.Sizes[0])}, up to ") +
            Text($"{best.Improvement:0.0} times at {headline.Name(best)}"),
            (rises ? "The improvement rises from each capacity to the next." : $"It falls {falls}.") + " " +
            Reason(headline, headline.Sizes[^1]));
    }

    private Judgement SameTrend(Claim claim)
    {
        SystemCurve[] others = [.. capacity.Skip(1)];
        if (others.Length == 0)
            return Judgement.NotRun("No other network was run.");
        string[] falls = [.. others.Select(curve => TrendOf(curve, claim)).OfType<string>()];
        return new(
            falls.Length == 0 ? Verdict.Holds : falls.Length < others.Length ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            string.Join("; ", others.Where(curve => curve.Sizes.Length > 0).Select(curve =>
                Text($"{curve.Network} {curve.Sizes[0].Improvement:0.00} to {curve.Best!.Improvement:0.0}"))),
            falls.Length == 0
                ? "No improvement falls by more than a tenth from one capacity to the next."
                : string.Join("; ", falls) + ".");
    }

    /// <summary>What speaks against the trend; null if nothing does.</summary>
    private static string? TrendOf(SystemCurve curve, Claim claim)
    {
        if (curve.Sizes.Length == 0)
            return $"{curve.Network} has no results";
        if (Falls(curve, claim.Expected("largest_drop")) is { Length: > 0 } fall)
            return $"{curve.Network} falls {fall}";
        return curve.Sizes[^1].Improvement < (1 - claim.Expected("largest_drop")) * curve.Best!.Improvement
            ? Text($"{curve.Network} ends at {curve.Sizes[^1].Improvement:0.0}, below its max")
            : null;
    }

    /// <summary>
    /// At the smallest capacity DRAM and leakage together dominate, and leakage is itself a major part: behind DRAM at most, and not a
    /// trifle beside it.
    /// </summary>
    private Judgement Shares(Claim claim)
    {
        SystemCurve headline = capacity[0];
        (SystemSize first, SystemSize last) = (headline.Sizes[0], headline.Sizes[^1]);
        bool together = first.Both(costs => costs.Share(DramAndLeakage) >= claim.Expected("dominant_share"));
        bool isMajor = first.Both(costs => LeakageRank(costs) <= 2 && costs.Share(Leakage) >= claim.Expected("major_share"));
        bool large = last.Both(costs => costs.Share(Leakage) >= claim.Expected("leakage_share"));
        double compute = headline.Sizes.Max(size => Math.Max(size.Sram.Share(Compute), size.Mram.Share(Compute)));
        bool falls = headline.Sizes.Zip(headline.Sizes.Skip(1)).All(pair => pair.Second.Sram.DramBytes <= pair.First.Sram.DramBytes
            && pair.Second.Mram.DramBytes <= pair.First.Mram.DramBytes);
        bool negligible = compute <= claim.Expected("negligible_share");
        int holds = new[] { together, isMajor, large, negligible, falls }.Count(part => part);
        return new(
            holds == 5 ? Verdict.Holds : holds > 2 ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"DRAM + leakage {first.Sram.Share(DramAndLeakage):0 %} and {first.Mram.Share(DramAndLeakage):0 %} at ") +
            Text($"{headline.Name(first)}, of it leakage {first.Sram.Share(Leakage):0.0 %} and {first.Mram.Share(Leakage):0.0 %}; ") +
            Text($"leakage {last.Sram.Share(Leakage):0 %} and {last.Mram.Share(Leakage):0 %} at {headline.Name(last)}; ") +
            Text($"compute at most {compute:0.0 %}"),
            (negligible
                ? ""
                : Text($"Compute is not negligible: all products together take {first.Sram.ComputeJ:0.00} J at every capacity. ")) +
            (isMajor ? "" : Text($"Leakage is no major part at {headline.Name(first)}: with SRAM it is number {LeakageRank(first.Sram)} ") +
                Text($"of {Components.Length}, with STT-MRAM number {LeakageRank(first.Mram)}. ")) +
            Text($"SRAM and STT-MRAM. DRAM traffic {(falls ? "falls" : "does not always fall")} with capacity, from ") +
            Text($"{first.Sram.DramBytes / 1e9:0.0} to {last.Sram.DramBytes / 1e9:0.0} GB."));
    }

    private static int LeakageRank(SystemCosts costs) =>
        1 + Components.Count(component => component.Joule(costs) > costs.LeakageJ);

    private Judgement ShareShift(Claim claim)
    {
        SystemCurve headline = capacity[0];
        ImmutableArray<SystemSize> sizes = headline.Sizes;
        double bound = claim.Expected("little_points") / 100;
        int leakage = sizes.Count(size => LeakageDrop(size) > 0);
        int little = sizes.Count(size => LeakageDrop(size) > 0 && LeakageDrop(size) <= bound);
        int access = sizes.Count(size => size.Mram.Share(Access) > size.Sram.Share(Access));
        SystemSize widest = sizes.MaxBy(LeakageDrop)!;
        string outside = string.Join(", ",
            sizes.Where(size => size.Mram.Share(Access) <= size.Sram.Share(Access)).Select(headline.Name));
        int holds = new[] { leakage == sizes.Length, little == sizes.Length, access == sizes.Length }.Count(part => part);
        return new(
            holds == 3 ? Verdict.Holds : holds > 0 || leakage + access > sizes.Length ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"leakage share lower at {leakage} of {sizes.Length} capacities, by at most {100 * bound:0} points at {little}; access ") +
            Text($"share higher at {access}"),
            Text($"At {headline.Name(sizes[^1])}: leakage {sizes[^1].Sram.Share(Leakage):0.0 %} and ") +
            Text($"{sizes[^1].Mram.Share(Leakage):0.0 %}, accesses {sizes[^1].Sram.Share(Access):0.0 %} and ") +
            Text($"{sizes[^1].Mram.Share(Access):0.0 %} (SRAM and STT-MRAM). ") +
            Text($"The widest gap is {100 * LeakageDrop(widest):0} points of leakage at {headline.Name(widest)}.") +
            (outside.Length == 0 ? "" : $" Accesses do not gain at {outside}."));
    }

    private static double LeakageDrop(SystemSize size) => size.Sram.Share(Leakage) - size.Mram.Share(Leakage);

    private static double Leakage(SystemCosts costs) => costs.LeakageJ;

    private static double DramAndLeakage(SystemCosts costs) => costs.DramJ + costs.LeakageJ;

    private static double Access(SystemCosts costs) => costs.AccessJ;

    private static double Compute(SystemCosts costs) => costs.ComputeJ;

    private static string Falls(SystemCurve curve, double tolerated) => string.Join(", ",
        curve.Sizes.Zip(curve.Sizes.Skip(1)).Where(pair => pair.Second.Improvement < pair.First.Improvement * (1 - tolerated))
            .Select(pair => Text($"from {pair.First.Improvement:0.00} at {curve.Name(pair.First)} to {pair.Second.Improvement:0.00} at ") +
                curve.Name(pair.Second)));

    /// <summary>Where the energy goes at a size.</summary>
    internal static string Reason(SystemCurve curve, SystemSize size) =>
        Text($"At {curve.Name(size)} SRAM takes {Energy(size.Sram)}, STT-MRAM {Energy(size.Mram)}.");

    private static string Energy(SystemCosts costs) =>
        Text($"{costs.EnergyJ:0.0} J ({costs.Share(Leakage):0 %} leakage: {costs.LeakageW:0.0} W over {costs.TimeS:0.000} s)");

    /// <summary>What an area holds.</summary>
    internal static string Holds(SystemSize size) =>
        $"That area holds {ByteSize.Format(size.SramBytes)} of SRAM or {ByteSize.Format(size.MramBytes)} of STT-MRAM.";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
