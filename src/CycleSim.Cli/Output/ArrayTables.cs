using System.Globalization;
using System.Text.Json;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Arrays;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>Metrics of memory arrays as tables, CSV and JSON.</summary>
internal static class ArrayTables
{
    private static readonly (string Name, Func<MemoryMetrics, double> Value)[] Columns =
    [
        ("area_mm2", metrics => metrics.AreaMm2),
        ("read_latency_ns", metrics => metrics.ReadLatencyNs),
        ("write_latency_ns", metrics => metrics.WriteLatencyNs),
        ("read_energy_pj", metrics => metrics.ReadEnergyPj),
        ("write_energy_pj", metrics => metrics.WriteEnergyPj),
        ("read_energy_pj_per_bit", metrics => metrics.ReadEnergyPjPerBit),
        ("write_energy_pj_per_bit", metrics => metrics.WriteEnergyPjPerBit),
        ("leakage_mw", metrics => metrics.LeakageMw),
    ];

    internal static void Print(string name, MemoryModelKind source, MemoryMetrics metrics, ArrayDesign? design, bool isCoded)
    {
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {ByteSize.Format(metrics.CapacityBytes)} ({metrics.CapacityBytes} bytes), {metrics.AccessBits} bits an access; " +
            $"source: {SourceOf(source)}"));
        var table = new TextTable(("property", false), ("value", true));
        foreach ((string column, Func<MemoryMetrics, double> value) in Columns)
            table.Add(column, G(value(metrics)));
        table.Print();
        ArrayNotes.PrintEnergies(design?.Write, isCoded);
        if (design is null)
            return;
        ProseText.Print($"data: {design.Data}");
        if (design.Tags is not null)
            ProseText.Print($"tags: {design.Tags}");
        if (design.Write.ResetPj > 0)
        {
            WriteEnergy write = design.Write;
            ProseText.Print(
                FormattableString.Invariant($"a write: {write.FixedPj:G5} pJ, and per bit {write.LinePjPerBit:G4} pJ for the line, ")
                + FormattableString.Invariant($"{write.SetPj:G4} / {write.ResetPj:G4} pJ for a 0 / 1"));
        }
    }

    internal static void PrintCurves(IReadOnlyList<ArrayCurve> curves)
    {
        var table = new TextTable(
            ("technology", false), ("source", false), ("capacity", true), ("area mm2", true), ("read ns", true), ("write ns", true),
            ("read pJ", true),
            ("write pJ", true), ("leakage mW", true));
        foreach (ArrayCurve curve in curves)
        {
            foreach (MemoryMetrics row in curve.Points)
            {
                table.Add(
                    curve.Name, SourceOf(curve.Source), ByteSize.Format(row.CapacityBytes), G(row.AreaMm2), G(row.ReadLatencyNs),
                    G(row.WriteLatencyNs),
                    G(row.ReadEnergyPj), G(row.WriteEnergyPj), G(row.LeakageMw));
            }
        }

        table.Print();
        ArrayNotes.PrintEnergies();
    }

    internal static void PrintCsv(IReadOnlyList<ArrayCurve> curves)
    {
        Console.WriteLine("technology,capacity_bytes,access_bits," + string.Join(',', Columns.Select(column => column.Name)) + ",source");
        foreach (ArrayCurve curve in curves)
            foreach (MemoryMetrics row in curve.Points)
                Console.WriteLine(FormattableString.Invariant($"{curve.Name},{row.CapacityBytes},{row.AccessBits},")
                    + string.Join(',', Columns.Select(column => column.Value(row).ToString("R", CultureInfo.InvariantCulture))) +
                    $",{SourceOf(curve.Source)}");
    }

    internal static void PrintSensitivity(IReadOnlyList<SensitivityRow> rows)
    {
        var table = new TextTable(
            ("technology", false), ("devices", false), ("wires", false), ("K", true), ("area mm2", true), ("read ns", true),
            ("write ns", true), ("read pJ", true), ("write pJ", true), ("leakage mW", true));
        foreach (SensitivityRow row in rows)
        {
            MemoryMetrics metrics = row.Metrics;
            table.Add(
                row.Technology, row.Transistors.ToString().ToLowerInvariant(), Wires(row), G(row.TemperatureK), G(metrics.AreaMm2),
                G(metrics.ReadLatencyNs), G(metrics.WriteLatencyNs), G(metrics.ReadEnergyPj), G(metrics.WriteEnergyPj),
                G(metrics.LeakageMw));
        }

        table.Print();
        ProseText.Print("K: temperature of the transistors, 350 of a working chip as in NVSim; the junction's 300 K is its own " +
            "(`cyclesim device info`).");
    }

    internal static void PrintTableTwo(IReadOnlyList<TableTwoRow> rows)
    {
        var table = new TextTable(("", false), ("property", false), ("paper", true), ("here", true), ("difference", true));
        foreach (TableTwoRow row in rows)
        {
            string name = FormattableString.Invariant($"{row.Technology}, {row.AreaMm2} mm2");
            void Add(string metric, Func<MemoryMetrics, double> value)
            {
                double paper = value(row.Paper);
                double ours = value(row.Ours);
                string difference = (ours / paper - 1).ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);
                table.Add(name, metric, G(paper), G(ours), difference);
            }

            Add("capacity KiB", metrics => metrics.CapacityBytes / 1024.0);
            Add("area mm2", metrics => metrics.AreaMm2);
            Add("read latency ns", metrics => metrics.ReadLatencyNs);
            Add("write latency ns", metrics => metrics.WriteLatencyNs);
            Add("read energy nJ/access", metrics => metrics.ReadEnergyPj / 1e3);
            Add("write energy nJ/access", metrics => metrics.WriteEnergyPj / 1e3);
            Add("leakage mW", metrics => metrics.LeakageMw);
        }

        table.Print();
        ProseText.Print("The paper rounds to one decimal and labels its energies pJ; they are nJ for each 64-byte access.");
    }

    /// <summary>An array as JSON.</summary>
    internal static string Json(
        string name, MemoryModelKind source, MemoryOrganisation organisation, MemoryMetrics metrics, ArrayDesign? design,
        ReportedCode? code, ReportedWritePoint? point)
    {
        string kind = organisation.ToString().ToLowerInvariant();
        var array = new ReportedArrayDesign(metrics)
        {
            Technology = name,
            Source = SourceOf(source),
            Organisation = design is null ? new ReportedOrganisation(kind) : new ReportedDesign(kind, design.Data, design.Tags),
            WriteEnergy = design is null ? null : ReportedWriteEnergy.Of(design.Write),
            Code = code,
            WritePoint = point,
        };
        return JsonSerializer.Serialize(array, ResultContext.Default.ReportedArrayDesign);
    }

    /// <summary>Arrays of several capacities as JSON.</summary>
    internal static string Json(IReadOnlyList<ArrayCurve> curves) => JsonSerializer.Serialize(
        from curve in curves
        from metrics in curve.Points
        select new ReportedArrayDesign(metrics) { Technology = curve.Name, Source = SourceOf(curve.Source) },
        ResultContext.Default.IEnumerableReportedArrayDesign);

    /// <summary>A study of sensitivities as JSON.</summary>
    internal static string Json(IReadOnlyList<SensitivityRow> rows) => JsonSerializer.Serialize(
        rows.Select(row => new ReportedSensitivity(row.Metrics)
        {
            Technology = row.Technology,
            Devices = row.Transistors.ToString().ToLowerInvariant(),
            Wires = Wires(row),
            TemperatureK = row.TemperatureK,
        }),
        ResultContext.Default.IEnumerableReportedSensitivity);

    /// <summary>Table II of the paper as JSON.</summary>
    internal static string Json(IReadOnlyList<TableTwoRow> rows) => JsonSerializer.Serialize(
        rows.Select(row => new ReportedTableTwo(row.Technology, row.AreaMm2, new(row.Paper), new(row.Ours))),
        ResultContext.Default.IEnumerableReportedTableTwo);

    private static string SourceOf(MemoryModelKind kind) => kind.ToString().ToLowerInvariant();

    private static string Wires(SensitivityRow row) => EnumName.Of(row.Wires);

    private static string G(double value) => value.ToString(value >= 1e5 ? "0" : "G5", CultureInfo.InvariantCulture);
}
