using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Sensitivity;
using OxyPlot;

namespace CycleSim.Studies.Reproduction;

/// <summary>Figures 9 to 13 and 15, and the sensitivity study: what needs simulated training steps.</summary>
internal sealed class SystemFigureSet
{
    private readonly FigureFolder _files;
    private readonly ReproductionScope _scope;
    private readonly MemoryVariant _sram = MemoryVariant.Load("sram");
    private readonly MemoryVariant _mram = MemoryVariant.Load("stt-mram");
    private readonly ImmutableArray<ComparisonPlan> _capacityPlans = [];
    private readonly ImmutableArray<ComparisonPlan> _areaPlans = [];
    private readonly Dictionary<string, SensitivityStudy> _sensitivityPlans = [];
    private readonly Dictionary<string, ImmutableArray<SensitivityResult>> _sensitivity = [];

    /// <summary>The machines whose assumptions are varied, by the name of their figure.</summary>
    internal static IReadOnlyDictionary<string, string> SensitivityMachines { get; } = new Dictionary<string, string>
    {
        ["sensitivity"] = "paper",
        ["sensitivity-sensible"] = "sensible",
    };

    /// <summary>Plans what some figures need.</summary>
    internal SystemFigureSet(FigureFolder files, ReproductionScope scope, IReadOnlyCollection<string> figures)
    {
        (_files, _scope) = (files, scope);
        var machine = MachineVariant.Load("paper");
        ImmutableArray<MemoryVariant> tables = [_sram, _mram];
        // The tables end at 512 MiB; on the area of so much SRAM there is more STT-MRAM. The circuits are those that made the tables.
        ImmutableArray<MemoryVariant> circuits = [MemoryVariant.Load("sram-circuit"), MemoryVariant.Load("stt-mram-circuit")];
        if (Needs("fig9", "fig10", "fig15"))
            _capacityPlans = [.. Grids("fig10")
                .Select(grid => Plan(grid, IsoKind.Capacity, tables, [.. grid.Capacities.Select(capacity => (double)capacity)]))];
        if (Needs("fig11", "fig12", "fig13"))
        {
            _areaPlans =
            [
                .. Grids("fig13").Select(grid => Plan(
                    grid, IsoKind.Area, circuits,
                    [.. ComparisonPlan.AreasOf(machine, circuits[1], grid.AreaCapacities).Concat(grid.Areas).Distinct().Order()])),
            ];
        }

        foreach (string id in SensitivityMachines.Keys.Where(id => Needs(id)))
        {
            _sensitivityPlans[id] = new SensitivityStudy(
                StudyNetwork.Load(scope.SensitivityNetwork), scope.Batch, MachineVariant.Load(SensitivityMachines[id]), _sram, _mram,
                scope.SensitivityCapacities);
        }

        ComparisonPlan Plan(NetworkGrid grid, IsoKind iso, ImmutableArray<MemoryVariant> memories, ImmutableArray<double> sizes) =>
            new(StudyNetwork.Load(grid.Network), scope.Batch, machine, memories, iso, sizes);

        bool Needs(params ReadOnlySpan<string> ids)
        {
            foreach (string id in ids)
                if (figures.Contains(id))
                    return true;
            return false;
        }

        IEnumerable<NetworkGrid> Grids(string figure) => figures.Contains(figure) ? [scope.Headline, .. scope.Others] : [scope.Headline];
    }

    /// <summary>What has to run.</summary>
    internal ImmutableArray<StudyPoint> Points =>
        [
            .. _capacityPlans.Concat(_areaPlans).SelectMany(plan => plan.Points),
            .. _sensitivityPlans.Values.SelectMany(plan => plan.Points),
        ];

    internal ImmutableArray<Comparison> Capacity { get; private set; } = [];

    internal ImmutableArray<Comparison> Area { get; private set; } = [];

    internal WriteEnergyStudy? Writes { get; private set; }

    /// <summary>Puts results in their places.</summary>
    internal void Collect(IReadOnlyDictionary<string, PointOutcome> outcomes)
    {
        Capacity = [.. _capacityPlans.Select(plan => plan.Collect(outcomes))];
        Area = [.. _areaPlans.Select(plan => plan.Collect(outcomes))];
        foreach ((string id, SensitivityStudy plan) in _sensitivityPlans)
            _sensitivity[id] = plan.Collect(outcomes);
    }

    internal Judgement Judge(Claim claim) => claim.Id is "S5" or "S6" or "S7"
        ? new AreaJudge([.. Area.Select(SystemCurve.Of)]).Judge(claim)
        : WithDependence(claim, new SystemJudge([.. Capacity.Select(SystemCurve.Of)]).Judge(claim));

    /// <summary>The headline never stands alone: what it depends on stands beside it.</summary>
    private Judgement WithDependence(Claim claim, Judgement judgement) => claim.Id == "S1" && judgement.Verdict != Verdict.NotRun
        ? judgement with { Measured = $"{judgement.Measured}; {HeadlineDependence}" }
        : judgement;

    /// <summary>The headline on arrays of other transistors, temperature and wires, which the paper does not state.</summary>
    private string HeadlineDependence => Dependence.Of(
        _scope.SensitivityNetwork, _sensitivity.TryGetValue("sensitivity", out ImmutableArray<SensitivityResult> results) ? results : []);

    /// <summary>
    /// Write energy of a heterogeneous memory of the calibrated cell's write points, against the safe one: capacity and improvement.
    /// </summary>
    internal IReadOnlyList<(long Capacity, double Improvement)> CalibratedWrites()
    {
        MemoryVariant mixed = MemoryVariant.Load("stt-mram-heterogeneous");
        return
        [
            .. _scope.Headline.Capacities.Where(capacity => capacity >= mixed.Technology.MinCapacityBytes
                && capacity <= mixed.Technology.MaxCapacityBytes)
                .Select(capacity => (capacity, _mram.Technology.At(capacity).WriteEnergyPj / mixed.Technology.At(capacity).WriteEnergyPj)),
        ];
    }

    /// <summary>The same against the safe write point of the paper's straight line.</summary>
    /// <param name="line">The line.</param>
    internal IReadOnlyList<(long Capacity, double Improvement)> WritesOnLine(ExtrapolatedWrites line)
    {
        MemoryVariant memory = MemoryVariant.Load("stt-mram-p55");
        var study = WriteEnergyStudy.Of(
            Capacity[0].Network, _scope.Headline.Capacities.Select(capacity => new WrittenBytes(capacity, capacity, 1, 1)), memory,
            line.Safe(memory));
        return [.. study.Rows.Select(row => (row.CapacityBytes, row.Improvement(WriteEnergyStudy.Rates.Length - 1)))];
    }

    internal Figure Make(string id) => id switch
    {
        "fig9" => Headline(id, "equal capacity", Capacity[0]),
        "fig10" => Others(id, "equal capacity", Capacity),
        "fig11" => Headline(id, "equal area", Area[0]),
        "fig12" => Ratios(id),
        "fig13" => Others(id, "equal area", Area),
        "fig15" => WriteEnergy(id),
        _ => Tornado(id),
    };

    private Figure Headline(string id, string iso, Comparison comparison)
    {
        RequireResults(comparison);
        Draw(id, [ComparisonPlots.Improvement($"{comparison.Network}, {iso}", [comparison]),
            ComparisonPlots.Breakdown("energy by component", comparison)]);
        ComparisonTable.Of([comparison]).WriteCsv(_files.PathOf(id, "csv"));
        return new(
            id, $"Figure {id[3..]}: {comparison.Network}, {iso}",
                $"Energy of one training step, batch {_scope.Batch}: improvement of STT-MRAM over SRAM, and energy by component " +
                "relative to SRAM at the same size." +
                (comparison.Iso == IsoKind.Capacity ? $" The max improvement {HeadlineDependence}." : ""),
            true, TableOf(comparison), null);
    }

    private Figure Others(string id, string iso, ImmutableArray<Comparison> all)
    {
        Comparison[] others = [.. all.Skip(1)];
        if (others.Length == 0)
            throw new InputException("no other network is in the scope");
        foreach (Comparison comparison in others)
            RequireResults(comparison);
        PlotModel[] lines =
        [
            .. others.GroupBy(comparison => comparison.Network[(comparison.Network.LastIndexOf('-') + 1)..])
                .Select(group => ComparisonPlots.Improvement($"{group.Key}, {iso}", [.. group])),
        ];
        Draw(id, [.. lines, .. others.Select(comparison => ComparisonPlots.Breakdown(comparison.Network, comparison))]);
        ComparisonTable.Of(others).WriteCsv(_files.PathOf(id, "csv"));
        return new(
            id, $"Figure {id[3..]}: other networks, {iso}", $"As figure {(iso == "equal area" ? 11 : 9)}, for the other networks.", true,
            new(["network", "max improvement", "at"], [.. others.Select(comparison => BestOf(comparison))]), null);
    }

    private Figure Ratios(string id)
    {
        Comparison comparison = Area[0];
        RequireResults(comparison);
        Draw(id, [ComparisonPlots.Ratios($"{comparison.Network}, equal area", comparison)]);
        ComparisonTable.Of([comparison]).WriteCsv(_files.PathOf(id, "csv"));
        return new(
            id, $"Figure {id[3..]}: ratios of components, equal area",
                "Energy of each component with SRAM over that with STT-MRAM; above 1 SRAM takes more.", true, ReportTable.None, null);
    }

    private Figure WriteEnergy(string id)
    {
        Comparison comparison = Capacity[0];
        RequireResults(comparison);
        Writes = WriteEnergyStudy.Of(comparison, MemoryVariant.Load("stt-mram-p55"));
        IReadOnlyList<PlotModel> panels = HeterogeneousPlots.Draw(Writes);
        Draw(id, panels);
        int last = WriteEnergyStudy.Rates.Length - 1;
        var table = new ReportTable(
            ["capacity", "SRAM (J)", "STT-MRAM, all bits safe (J)",
                .. WriteEnergyStudy.Rates.Select(rate => Text($"mantissa at {rate:0.#e+0} (J)")), "improvement"],
            [
                .. Writes.Rows.Select(row => ImmutableArray.Create(
                    [ByteSize.Format(row.CapacityBytes), Text($"{row.SramJ:G4}"), Text($"{row.BaseJ:G4}"),
                        .. row.HeterogeneousJ.Select(joule => Text($"{joule:G4}")), Text($"{row.Improvement(last):0.000}")])),
            ]);
        _files.Write(id, table);
        return new(
            id, $"Figure {id[3..]}: write energy of heterogeneous scratchpads",
            "Sign and exponent (9 bits) written at 8.62e-10, the mantissa (23 bits) at the rate shown, both in 10 ns; energies of the " +
            "device layer (junction P55) and the circuit model.",
            true, table, null);
    }

    private Figure Tornado(string id)
    {
        ImmutableArray<SensitivityResult> results = _sensitivity[id];
        string machine = SensitivityMachines[id];
        if (results[0].Capacity is null || results[0].Area is null)
            throw new InputException("the default has no results");
        PlotModel[] panels =
        [
            TornadoPlot.Draw($"{_scope.SensitivityNetwork} on {machine}, equal capacity", results, result => result.Capacity?.Improvement),
            TornadoPlot.Draw($"{_scope.SensitivityNetwork} on {machine}, equal area", results, result => result.Area?.Improvement),
        ];
        _files.Draw(id, panels, 1, TornadoPlot.PanelWidth, TornadoPlot.PanelHeight);
        var table = new ReportTable(
            ["assumption", "default", "this reading", "equal capacity", "at", "equal area", "at"],
            [
                .. results.Select(result => ImmutableArray.Create(
                    result.Name, result.Default, result.Other, Times(result.Capacity), result.Capacity is { } capacity
                        ? ByteSize.Format((long)capacity.Size) : "",
                    Times(result.Area), result.Area is { } area ? Text($"{area.Size:G3} mm2") : "")),
            ]);
        _files.Write(id, table);
        return new(
            id, $"Sensitivity: what the headline ratios depend on, machine {machine}",
            Text($"Maximum improvement over {string.Join(" and ", _scope.SensitivityCapacities.Select(ByteSize.Format))} and the areas ") +
            "of so much STT-MRAM, one assumption changed at a time. " + (id != "sensitivity" ? "" :
            "Machine paper runs DRAM and array one after the other; \"overlapped\" is a bound computed from its results: each " +
            "operation takes the longer of the two, and leakage and DRAM background shrink with the time."),
            true, table, null);
    }

    private void Draw(string id, IReadOnlyList<PlotModel> panels) =>
        _files.Draw(id, panels, 2, ComparisonPlots.PanelWidth, ComparisonPlots.PanelHeight);

    private static void RequireResults(Comparison comparison)
    {
        if (!comparison.Complete.Any())
            throw new InputException($"{comparison.Network} has no size at which both memories have results: " +
                $"{comparison.Cells[0].Select(cell => cell.Failure).FirstOrDefault(failure => failure is not null)}");
    }

    private static ReportTable TableOf(Comparison comparison)
    {
        string size = comparison.Iso == IsoKind.Capacity ? "capacity" : "area (mm2)";
        return new(
            [size, "SRAM holds", "STT-MRAM holds", "DRAM traffic (GB)", "time (s)", "energy SRAM (J)", "energy STT-MRAM (J)",
                "improvement"],
            [.. Enumerable.Range(0, comparison.Sizes.Length).Select(index => RowOf(comparison, index))]);
    }

    private static ImmutableArray<string> RowOf(Comparison comparison, int size)
    {
        ComparisonCell[] cells = [.. comparison.Cells[size]];
        string improvement = comparison.Improvement(size, 1) is { } better
            ? Text($"{better:0.00}")
            : cells.Select(cell => cell.Failure).FirstOrDefault(failure => failure is not null) ?? "";
        return
        [
            SizeOf(comparison, comparison.Sizes[size]), Holds(cells[0]), Holds(cells[1]),
            Both(result => Text($"{result.DramBytes / 1e9:0.00}")),
            Both(result => Text($"{result.TimeS:0.000}")), Of(cells[0], result => Text($"{result.EnergyJ:G4}")),
            Of(cells[1], result => Text($"{result.EnergyJ:G4}")), improvement,
        ];

        string Both(Func<PointResult, string> text) => $"{Of(cells[0], text)} / {Of(cells[1], text)}";

        static string Of(ComparisonCell cell, Func<PointResult, string> text) => cell.Result is { } result ? text(result) : "none";

        static string Holds(ComparisonCell cell) => cell.Point is { } point ? ByteSize.Format(point.CapacityBytes) : "none";
    }

    private static string SizeOf(Comparison comparison, double size) =>
        comparison.Iso == IsoKind.Capacity ? ByteSize.Format((long)size) : Text($"{size:G4}");

    private static ImmutableArray<string> BestOf(Comparison comparison) => comparison.Best(1) is { } best
        ? [comparison.Network, Text($"{best.Improvement:0.00}"), SizeOf(comparison, best.Size)]
        : [comparison.Network, "none", ""];

    private static string Times((double Improvement, double Size)? best) =>
        best is { } found ? Text($"{found.Improvement:0.00}") : "no result";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
