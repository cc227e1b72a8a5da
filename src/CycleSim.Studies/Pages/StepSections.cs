using System.Globalization;
using System.Text;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using OxyPlot;

namespace CycleSim.Studies.Pages;

/// <summary>The sections of a step's page before its timeline.</summary>
internal static class StepSections
{
    private const double Pico = 1e-12;

    internal static HtmlText Of(StepReport report)
    {
        var page = new HtmlText();
        page.List(Summary(report)).Columns(Time(report), Energy(report));
        if (report.Totals.UnitTimes is { } times)
            page.Columns(Array(times), Dma(times));
        page.Heading("Layers").Raw(Layers(report).ToString());
        page.Details("Every operation of each layer", Operations(report));
        page.Columns(Roofline(report), Memories(report));
        return page;
    }

    private static IEnumerable<(string, string)> Summary(StepReport report) =>
    [
        ("time", $"{SiText.Format(report.Totals.TimeS, "s")} = {Whole(report.Totals.Cycles.Total)} cycles"),
        ("energy", SiText.Format(Joules(report.Totals.Energy.TotalPj), "J")),
        ("DRAM traffic", SiText.Format(report.Totals.Dram.ReadBytes + report.Totals.Dram.WriteBytes, "B")),
        ("compute", $"{Whole(report.Totals.Macs)} multiply-accumulates, {Percent(report.Totals.Utilisation)} % of what the array could do"),
        (
            "scratchpads",
            $"{ByteSize.Format(report.Memory.CapacityBytes)} of {report.Memory.Technology} ({report.Memory.Source}), read " +
            $"{report.Memory.ReadLatencyCycles}, write {report.Memory.WriteLatencyCycles} cycles, " +
            $"{SiText.Format(report.Memory.LeakageMw * 1e-3, "W")} of leakage, {SiText.Number(report.Memory.AreaMm2)} mm2"),
        (
            "machine",
            $"{report.Machine.Name}: {(report.Machine.Arrays is { } arrays ? $"{arrays} arrays of " : "")}{report.Machine.Rows} x " +
            $"{report.Machine.Columns}, {report.Machine.Ordering}, residency {report.Machine.Residency}, {report.Machine.Dram}"),
        ("layers", report.RunsAsOperators == true ? StepReport.OperatorsText : "ReLU is fused into the layer before it"),
        ("written by", $"CycleSim {report.ToolVersion}, model revision {report.ModelRevision}, seed {report.Seed}"),
    ];

    private static HtmlText Time(StepReport report)
    {
        ReportedCycles cycles = report.Totals.Cycles;
        return Cycles("Where the time went", "cause",
        [
            ("compute", cycles.Compute, PlotStyle.Grey), ("fill and drain of the array", cycles.FillDrain, PlotStyle.Sky),
            ("vector operations", cycles.Vector, PlotStyle.Green), ("DRAM", cycles.Dram, PlotStyle.Blue),
            ("bank conflicts", cycles.BankConflict, PlotStyle.Vermilion), ("access latency", cycles.AccessLatency, PlotStyle.Orange),
        ]);
    }

    private static HtmlText Array(ReportedTimes times) => Cycles("Array and vector unit", "state",
    [
        ("busy", times.ArrayBusyCycles, PlotStyle.Grey), ("wait for loads", times.WaitLoadCycles, PlotStyle.Blue),
        ("wait for stores", times.WaitStoreCycles, PlotStyle.Sky), ("done, last stores under way", times.TailCycles, PlotStyle.Pink),
    ]);

    private static HtmlText Dma(ReportedTimes times) => Cycles("DMA channel", "state",
    [
        ("loads", times.LoadBusyCycles, PlotStyle.Blue), ("stores", times.StoreBusyCycles, PlotStyle.Sky),
        ("idle", times.DmaIdleCycles, PlotStyle.Grey),
    ]);

    private static HtmlText Cycles(string heading, string title, IEnumerable<(string Name, long Cycles, OxyColor Colour)> parts) =>
        new HtmlText().Heading(heading).Shares(
            title, "cycles", [.. parts.Select(part => (part.Name, (double)part.Cycles, Colour(part.Colour)))],
            value => Whole((long)value));

    private static HtmlText Energy(StepReport report)
    {
        ReportedEnergy energy = report.Totals.Energy;
        (string Name, decimal Pj, OxyColor Colour)[] parts =
        [
            ("DRAM activate, read, write", energy.DramActivatePj + energy.DramReadPj + energy.DramWritePj, PlotStyle.Blue),
            ("DRAM refresh and background", energy.DramRefreshPj + energy.DramBackgroundPj, PlotStyle.Sky),
            ("DRAM interface and termination", energy.DramInterfacePj, PlotStyle.Green),
            ("scratchpad reads", energy.ScratchpadReadPj, PlotStyle.Orange),
            ("scratchpad writes", energy.ScratchpadWritePj, PlotStyle.Vermilion), ("scratchpad leakage", energy.LeakagePj, PlotStyle.Pink),
            ("compute", energy.ComputePj, PlotStyle.Grey), ("accumulator buffer", energy.AccumulatorPj ?? 0, OxyColors.Black),
        ];
        (string prefix, double factor) = SiText.PrefixOf(Joules(energy.TotalPj) / 10);
        return new HtmlText().Heading("Where the energy went").Shares(
            "component", $"{prefix}J", [.. parts.Select(part => (part.Name, Joules(part.Pj), Colour(part.Colour)))],
            joules => Fixed(joules / factor));
    }

    private static HtmlText Layers(StepReport report)
    {
        IEnumerable<IGrouping<string, ReportedOperation>> layers = report.Operations.GroupBy(operation => operation.Layer);
        return new HtmlText().Table(
            ["layer", "cycles", "% of time", "", "DRAM %", "stall %", "util %", "DRAM MB", "energy mJ"],
            [.. layers.Select(layer => Row(layer.Key, [.. layer], report)), Row("total", report.Operations, report)], hasSum: true);
    }

    private static HtmlText Operations(StepReport report) => new HtmlText().Table(
        ["operation", "cycles", "% of time", "", "DRAM %", "stall %", "util %", "DRAM MB", "energy mJ"],
        report.Operations.Select(part => Row($"{part.Layer} {part.Part}", [part], report)));

    private static string[] Row(string name, IReadOnlyCollection<ReportedOperation> parts, StepReport report)
    {
        ReportedCycles cycles = parts.Aggregate(ReportedCycles.None, (sum, part) => sum + part.Cycles);
        long macs = parts.Sum(part => part.Macs);
        double slots = cycles.Total * report.Machine.MacsPerCycle();
        string share = Share(cycles.Total, report.Totals.Cycles.Total);
        return
        [
            name, Whole(cycles.Total), share, share, Share(cycles.Dram, cycles.Total),
            Share(cycles.BankConflict + cycles.AccessLatency, cycles.Total), macs == 0 ? "" : Percent(macs / slots),
            Fixed(parts.Sum(part => part.DramBytes) * 1e-6), Fixed(Joules(parts.Sum(part => part.Energy.TotalPj)) * 1e3),
        ];
    }

    private static HtmlText Roofline(StepReport report)
    {
        var section = new HtmlText().Heading("Roofline");
        if (!report.Operations.Any(operation => operation is { Macs: > 0, Cycles.Total: > 0 }))
            return section.Note("The step has no matrix products.");
        using var picture = new MemoryStream();
        PlotFile.Draw(RooflinePlot.Draw(report), picture, RooflinePlot.Width, RooflinePlot.Height, isSvg: true);
        string svg = Encoding.UTF8.GetString(picture.ToArray());
        // With a view box the picture takes the width that there is.
        return section.Raw($"<svg viewBox=\"0 0 {RooflinePlot.Width} {RooflinePlot.Height}\"")
            .Raw(svg[(svg.IndexOf("<svg", StringComparison.Ordinal) + 4)..]).Raw("\n");
    }

    private static HtmlText Memories(StepReport report)
    {
        ReportedDram dram = report.Totals.Dram;
        long bursts = dram.ReadBursts + dram.WriteBursts;
        var section = new HtmlText().Heading("DRAM rows").Shares(
            "bursts", "number",
            [
                ("row hits", dram.RowHits, Colour(PlotStyle.Green)), ("row misses", dram.RowMisses, Colour(PlotStyle.Orange)),
                ("row conflicts", dram.RowConflicts, Colour(PlotStyle.Vermilion)),
            ],
            value => Whole((long)value));
        section.Note(
            $"{Whole(dram.ReadBursts)} bursts read, {Whole(dram.WriteBursts)} written, {Whole(dram.Activates)} rows opened, " +
            $"{Whole(dram.Refreshes + dram.BankRefreshes)} refreshes" + (bursts == 0 ? "; the step moves nothing" : ""));
        ReportedScratchpads pads = report.Totals.Scratchpads;
        return section.Heading("Scratchpads").Table(
            ["scratchpad", "reads", "writes", "MB read", "MB written", "bank conflicts"],
            [Pad("activation", pads.Activation), Pad("weight", pads.Weight), Pad("error", pads.Error)]);
    }

    private static string[] Pad(string name, ReportedScratchpad pad) =>
    [
        name, Whole(pad.ReadAccesses), Whole(pad.WriteAccesses), Fixed(pad.ReadBytes * 1e-6), Fixed(pad.WriteBytes * 1e-6),
        Whole(pad.BankConflicts),
    ];

    private static string Colour(OxyColor colour) => $"#{colour.R:X2}{colour.G:X2}{colour.B:X2}";

    private static double Joules(decimal pj) => (double)pj * Pico;

    private static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fixed(double value) => value.ToString("N3", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => whole == 0 ? "0" : Percent((double)part / whole);
}
