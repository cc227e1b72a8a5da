using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Search;

/// <summary>Metrics of an organisation that is given rather than searched.</summary>
internal static class ForcedOrganisation
{
    /// <summary>Evaluates an organisation; null when it is impossible or its rows and columns do not give the capacity.</summary>
    public static BankDesign? Evaluate(SubarrayFactory factory, BankOrganisation organisation, in StoredArray stored)
    {
        SubarrayContext context = factory.Context;
        HtreeWires wires = organisation.Wires;
        WireMaterial metal = wires.Global == WireStyle.Aggressive ? context.Process.GlobalAggressive : context.Process.GlobalConservative;
        Wire wire = new(context.Process, metal, wires.Drive, context.Cell.SenseVoltageV);
        MuxWays mux = organisation.Mux;
        if (Bank.Create(factory, wire, organisation.Shape, stored) is not { } bank
            || bank.Rows(mux.Product) != organisation.Rows
            || bank.Columns(mux.Product) != organisation.Columns
            || !bank.IsPossible(organisation.Rows, mux.Product))
        {
            return null;
        }

        CellMatrix cells = factory.Cells(organisation.Rows, organisation.Columns, organisation.Style);
        return factory.Create(cells, mux, organisation.Style) is { } subarray
            ? new(organisation, bank.Measure(subarray, mux))
            : null;
    }
}
