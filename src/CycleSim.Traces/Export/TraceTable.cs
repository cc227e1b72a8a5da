using CycleSim.Traces.Format;

namespace CycleSim.Traces.Export;

/// <summary>
/// The columns of an exported table, defined once for CSV, JSON and Parquet. A number of -1 stands for nothing and is left empty. Only
/// tables of machines with several DRAM channels, with tiles, or with tiles that overlap have the columns for these.
/// </summary>
internal sealed class TraceTable
{
    private static readonly (string Name, Func<TraceRow, long> Value)[] Channel = [("channel", row => row.Channel)];
    private static readonly (string Name, Func<TraceRow, long> Value)[] Half = [("in_half", row => row.InHalf)];
    private static readonly (string Name, Func<TraceRow, long> Value)[] Tile = [("tile", row => row.Tile)];

    private readonly Dictionary<int, string> _tensors;
    private readonly Header _header;

    internal TraceTable(Header header)
    {
        _header = header;
        _tensors = header.Tensors.ToDictionary(tensor => (int)tensor.Id, tensor => tensor.Name);
        Numbers =
        [
            ("time_ps", row => row.TimePs), ("duration_ps", row => row.DurationPs),
            .. header.DramChannels > 1 ? Channel : [], ("rank", row => row.Rank), ("bank", row => row.Bank),
            ("row", row => row.Row), ("column", row => row.Column), ("line", row => row.Line), ("address", row => row.Address),
            ("bytes", row => row.Bytes), ("waited_cycles", row => row.WaitedCycles), ("port", row => row.Port), ("step", row => row.Step),
            ("conflict_cycles", row => row.ConflictStallCycles), ("latency_cycles", row => row.LatencyStallCycles),
            ("folds", row => row.Folds),
            ("products", row => row.ComputeSteps), ("filled_rows", row => row.FilledRows), ("filled_columns", row => row.FilledColumns),
            .. TraceMachines.HasTiles(header) ? Half : [], .. TraceMachines.HasOverlap(header) ? Tile : [],
        ];
        Texts =
        [
            ("component", row => TraceNames.Of(row.Component)), ("kind", row => row.Kind), ("tensor", row => TensorOf(row.Tensor)),
            ("layer", row => OperationOf(row.Operation)?.Layer ?? ""), ("pass", row => OperationOf(row.Operation)?.Pass ?? ""),
            .. TraceMachines.HasOverlap(header) ? Causes : [],
        ];
    }

    /// <summary>Whole numbers.</summary>
    internal IReadOnlyList<(string Name, Func<TraceRow, long> Value)> Numbers { get; }

    /// <summary>Texts.</summary>
    internal IReadOnlyList<(string Name, Func<TraceRow, string> Value)> Texts { get; }

    private (string Name, Func<TraceRow, string> Value)[] Causes =>
    [
        ("cause", row => row.Cause), ("of_operation", row => row.OfOperation < 0 ? "" : TraceNames.OfOperation(_header, row.OfOperation)),
    ];

    private string TensorOf(int tensor) => tensor < 0 ? "" : _tensors.GetValueOrDefault(tensor) ?? $"#{tensor}";

    private Operation? OperationOf(int operation) =>
        operation >= 0 && operation < _header.Operations.Count ? _header.Operations[operation] : null;
}
