using System.Collections.Immutable;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Differences;

/// <summary>The quantities of two reports, side by side; names are those of the reports' keys without units.</summary>
internal sealed class ComparedQuantities(StepReport first, StepReport second)
{
    private const double Pico = 1e-12;

    internal ImmutableArray<Change> TimesS()
    {
        return
        [
            Cause("compute", cycles => cycles.Compute), Cause("fill_drain", cycles => cycles.FillDrain),
            Cause("vector", cycles => cycles.Vector), Cause("dram", cycles => cycles.Dram),
            Cause("bank_conflict", cycles => cycles.BankConflict), Cause("access_latency", cycles => cycles.AccessLatency),
            Cause("total", cycles => cycles.Total),
        ];

        Change Cause(string name, Func<ReportedCycles, long> of) =>
            Of(name, report => of(report.Totals.Cycles) * PeriodS(report));
    }

    internal ImmutableArray<Change> UnitTimesS()
    {
        if (first.Totals.UnitTimes is not { } a || second.Totals.UnitTimes is not { } b)
            return [];
        return
        [
            State("array_busy", times => times.ArrayBusyCycles), State("wait_load", times => times.WaitLoadCycles),
            State("wait_store", times => times.WaitStoreCycles), State("tail", times => times.TailCycles),
            State("load_busy", times => times.LoadBusyCycles), State("store_busy", times => times.StoreBusyCycles),
            State("dma_idle", times => times.DmaIdleCycles),
        ];

        Change State(string name, Func<ReportedTimes, long> of) => new(name, of(a) * PeriodS(first), of(b) * PeriodS(second));
    }

    internal ImmutableArray<Change> EnergiesJ()
    {
        return
        [
            Part("dram", energy => energy.DramPj), Part("scratchpad_read", energy => energy.ScratchpadReadPj),
            Part("scratchpad_write", energy => energy.ScratchpadWritePj), Part("leakage", energy => energy.LeakagePj),
            Part("compute", energy => energy.ComputePj), Part("accumulator", energy => energy.AccumulatorPj ?? 0),
            Part("total", energy => energy.TotalPj),
        ];

        Change Part(string name, Func<ReportedEnergy, decimal> of) => Of(name, report => Joules(of(report.Totals.Energy)));
    }

    internal ImmutableArray<Change> Counts() =>
    [
        Of("dram_read_bytes", report => report.Totals.Dram.ReadBytes), Of("dram_write_bytes", report => report.Totals.Dram.WriteBytes),
        Of("row_hits", report => report.Totals.Dram.RowHits), Of("row_misses", report => report.Totals.Dram.RowMisses),
        Of("row_conflicts", report => report.Totals.Dram.RowConflicts),
        .. Pads("activation", pads => pads.Activation), .. Pads("weight", pads => pads.Weight), .. Pads("error", pads => pads.Error),
    ];

    internal ImmutableArray<LayerChange> Layers()
    {
        ILookup<string, ReportedOperation> a = first.Operations.ToLookup(operation => operation.Layer);
        ILookup<string, ReportedOperation> b = second.Operations.ToLookup(operation => operation.Layer);
        return
        [
            .. a.Concat(b).Select(layer => layer.Key).Distinct().Select(Layer)
                .OrderByDescending(layer => Math.Abs(layer.TimeS.Difference)).ThenByDescending(layer => Math.Abs(layer.EnergyJ.Difference)),
        ];

        LayerChange Layer(string name) => new(
            name,
            new("time", a[name].Sum(part => part.Cycles.Total) * PeriodS(first), b[name].Sum(part => part.Cycles.Total) * PeriodS(second)),
            new("energy", Joules(a[name].Sum(part => part.Energy.TotalPj)), Joules(b[name].Sum(part => part.Energy.TotalPj))),
            new("dram", a[name].Sum(part => part.DramBytes), b[name].Sum(part => part.DramBytes)));
    }

    private IEnumerable<Change> Pads(string role, Func<ReportedScratchpads, ReportedScratchpad> of) =>
    [
        Of($"{role}_reads", report => of(report.Totals.Scratchpads).ReadAccesses),
        Of($"{role}_writes", report => of(report.Totals.Scratchpads).WriteAccesses),
    ];

    private Change Of(string name, Func<StepReport, double> value) => new(name, value(first), value(second));

    private static double PeriodS(StepReport report) => report.Machine.ClockPeriodPs * Pico;

    private static double Joules(decimal pj) => (double)(pj * 1e-12m);
}
