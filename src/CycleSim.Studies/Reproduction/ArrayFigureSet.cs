using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Studies.Arrays;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Reproduction;

/// <summary>Table II and figures 7 and 8, by the circuit model.</summary>
internal sealed class ArrayFigureSet
{
    private static readonly string[] Names =
        ["sram", "stt-mram", "stt-mram-lowv", "stt-mram-lowdur", "stt-mram-p55", "stt-mram-p55-lowv", "stt-mram-p55-lowdur"];

    private readonly FigureFolder _files;
    private readonly ExtrapolatedWrites _line;
    private readonly Lazy<ArrayJudge> _judge;

    internal ArrayFigureSet(FigureFolder files, ExtrapolatedWrites line)
    {
        (_files, _line) = (files, line);
        ImmutableArray<long> capacities = ArraySweep.Capacities(32 << 10, 512 << 20, 1);
        Curves = [.. Names.Select(name => ArraySweep.Run(name, Circuit(name), capacities))];
        TableTwo = PaperTableTwo.Compute(Circuit("sram"), Circuit("stt-mram"));
        _judge = new(() => new ArrayJudge(
            Curves[0], Curves[1], [Curves[2], Curves[3], Curves[5], Curves[6]], [Curves[1], Curves[1], Curves[4], Curves[4]], TableTwo,
            ExtrapolatedCut()));
    }

    /// <summary>All technologies over capacity.</summary>
    internal ImmutableArray<ArrayCurve> Curves { get; }

    internal ImmutableArray<TableTwoRow> TableTwo { get; }

    internal Judgement Judge(Claim claim) => _judge.Value.Judge(claim);

    /// <summary>What the low-voltage write saves against a safe one on the paper's straight line.</summary>
    private (long Capacity, double Cut) ExtrapolatedCut()
    {
        MemoryVariant safe = _line.Safe(MemoryVariant.Load(Names[4]));
        return Curves[5].Points.Select(point =>
            (point.CapacityBytes, 1 - Access(point) / Access(safe.Technology.At(point.CapacityBytes)))).MaxBy(cut => cut.Item2);

        static double Access(MemoryMetrics metrics) => metrics.ReadEnergyPj + metrics.WriteEnergyPj;
    }

    internal Figure Make(string id) => id switch
    {
        "table2" => Table(),
        "fig7" => Draw(id, "SRAM and STT-MRAM over capacity", ArrayPlots.Figure7, [Curves[0], Curves[1]],
            "Calibrated 28 nm cells, cache, read-latency optimised."),
        _ => Draw(
            id, "Cheap writes", ArrayPlots.Figure8, [Curves[0], .. Curves.Skip(4)],
            "Write points of the device layer: the same pulse with less voltage, and the same current with a shorter pulse, both at a " +
            "write error rate of 8e-4."),
    };

    private static CircuitModel Circuit(string name) => new(MemoryTechnologyLoader.Load(name).Circuit!);

    private Figure Draw(string id, string title, IReadOnlyList<ArrayPanel> panels, IReadOnlyList<ArrayCurve> curves, string caption)
    {
        _files.DrawWithData(id, ArrayPlots.Draw(panels, curves), ArrayPlots.Columns, ArrayPlots.PanelWidth, ArrayPlots.PanelHeight);
        return new(id, $"Figure {id[3..]}: {title}", caption, true, ReportTable.None, null);
    }

    private Figure Table()
    {
        (string Name, Func<MemoryMetrics, double> Value)[] figures =
        [
            ("capacity (KiB)", point => point.CapacityBytes / 1024.0), ("read latency (ns)", point => point.ReadLatencyNs),
            ("write latency (ns)", point => point.WriteLatencyNs), ("read energy (nJ/access)", point => point.ReadEnergyPj * 1e-3),
            ("write energy (nJ/access)", point => point.WriteEnergyPj * 1e-3), ("leakage (mW)", point => point.LeakageMw),
        ];
        var table = new ReportTable(
            ["array", "quantity", "paper", "here"],
            [
                .. from row in TableTwo
                   from figure in figures
                   select ImmutableArray.Create(
                       Text($"{row.Technology}, {row.AreaMm2} mm2"), figure.Name, Text($"{figure.Value(row.Paper):G6}"),
                           Text($"{figure.Value(row.Ours):G4}")),
            ]);
        _files.Write("table2", table);
        return new(
            "table2", "Table II: equal areas",
            "STT-MRAM of 512 KiB and 128 MiB, and the SRAM that fits its area. The paper rounds to one decimal and labels its energies " +
            "pJ; they are nJ for each 64-byte access.",
            false, table, null);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
