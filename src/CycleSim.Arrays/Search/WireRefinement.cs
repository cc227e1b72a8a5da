using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Search;

/// <summary>
/// Tries other metals and ways of driving the H-tree on an organisation that was found with plain wires, in the order of the reference:
/// first the local metal, then the H-tree, each kept when it is better.
/// </summary>
internal sealed class WireRefinement(SubarrayFactory factory, SearchObjective objective)
{
    private static readonly (WireStyle Style, WireDrive Drive)[] GlobalChoices =
    [
        (WireStyle.Aggressive, WireDrive.LowSwing), (WireStyle.Aggressive, WireDrive.Repeated),
        (WireStyle.Conservative, WireDrive.Unrepeated), (WireStyle.Conservative, WireDrive.LowSwing),
        (WireStyle.Conservative, WireDrive.Repeated),
    ];

    /// <summary>The design with the best wires.</summary>
    public BankDesign Improve(BankDesign design, in StoredArray stored)
    {
        BankDesign best = Better(design, design.Organisation.Wires with { Local = WireStyle.Conservative }, stored);
        foreach ((WireStyle style, WireDrive drive) in GlobalChoices)
            best = Better(best, best.Organisation.Wires with { Global = style, Drive = drive }, stored);
        return best;
    }

    private BankDesign Better(BankDesign best, HtreeWires wires, in StoredArray stored)
    {
        BankDesign other = Evaluate(best.Organisation with { Wires = wires }, stored);
        return other.Metrics.Score(objective) < best.Metrics.Score(objective) ? other : best;
    }

    private BankDesign Evaluate(BankOrganisation organisation, in StoredArray stored)
    {
        SubarrayContext context = factory.Context;
        ProcessNode process = context.Process;
        SubarrayFactory local = organisation.Wires.Local == WireStyle.Aggressive
            ? factory
            : new SubarrayFactory(new SubarrayContext(process, context.Cell, process.LocalConservative, context.WritePoint));
        return ForcedOrganisation.Evaluate(local, organisation, stored)
            ?? throw new InvalidOperationException($"the organisation is possible with other wires only: {organisation}");
    }
}
