using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Accelerator.Tiles;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>
/// The tiles of a product, cycle by cycle, where the lanes of the array and the DMA engine use the same banks: in each cycle what ends,
/// then what starts, then the DMA engine's requests, then those of the lanes.
/// </summary>
internal sealed class SteppedSharedTiles : SteppedTiles
{
    private readonly IReadOnlyList<Part> _parts;
    private readonly MachineSpec _spec;
    private readonly TensorLayout[] _layouts;
    private readonly OracleScratchpad[] _scratchpads;
    private readonly OracleRun _run = new();
    private readonly List<(long Cycle, PortLine Line, bool IsWrite, List<OracleAccess> Of)> _due = [];
    private readonly Dictionary<Transfer, List<OracleAccess>> _accesses = [];
    private IEnumerator<CoreCycle>? _program;
    private OraclePhases? _phases;

    private SteppedSharedTiles(
        IReadOnlyList<Part> parts, TileMachine machine, MachineSpec spec, IReadOnlyList<TensorSpec> tensors, int readCycles,
        int writeCycles)
        : base([.. parts.Select(part => part.Work)], machine)
    {
        (_parts, _spec) = (parts, spec);
        _layouts = [.. tensors.Select(tensor => TensorLayout.Of(tensor, spec))];
        _scratchpads =
        [
            .. TensorRoles.All.Select(_ => new OracleScratchpad(spec.Scratchpad, readCycles, writeCycles) { HoldsLanes = true }),
        ];
    }

    /// <summary>Cycles of the array by cause.</summary>
    internal CycleCounts Causes { get; private set; }

    /// <summary>Accesses of lanes, in the order of requests.</summary>
    internal IReadOnlyList<OracleAccess> Lanes => _run.Accesses;

    /// <summary>Accesses of the DMA engine.</summary>
    internal IEnumerable<OracleAccess> Dma => _accesses.Values.SelectMany(accesses => accesses);

    internal static SteppedSharedTiles Run(
        IReadOnlyList<Part> parts, TileMachine machine, MachineSpec spec, IReadOnlyList<TensorSpec> tensors, int readCycles,
        int writeCycles)
    {
        var run = new SteppedSharedTiles(parts, machine, spec, tensors, readCycles, writeCycles);
        run.RunToEnd();
        return run;
    }

    private protected override void StartCycle()
    {
        _run.Cycle = Cycle;
        foreach (OracleScratchpad scratchpad in _scratchpads)
            scratchpad.Tick(Cycle);
    }

    private protected override void Computes(int tile)
    {
        GemmOperation product = _parts[tile].Product;
        var lines = new GemmLines(product, _layouts, _spec);
        List<OracleFold> folds = lines.Folds(rowsFirst: true);
        OraclePort[] ports = new OracleGemmPorts(product, lines, _spec, (tensor, _) => Of(tensor), folds).Ports;
        _phases = new OraclePhases(_run, _scratchpads);
        _program = _phases.RunArray(_spec.Array, ports, folds, product.K, isEnd: true, _ => { }).GetEnumerator();
        _program.MoveNext();
    }

    private protected override bool HasComputed(int tile)
    {
        if (_program!.MoveNext())
            return false;
        Causes += _phases!.Cycles;
        return true;
    }

    /// <summary>A line is written once its last byte is there, and read when its first byte moves.</summary>
    private protected override void Moves(Transfer transfer)
    {
        List<OracleAccess> accesses = _accesses[transfer] = [];
        bool isWrite = transfer.Kind != 'c';
        IReadOnlyList<(int Line, int Slice)> lines = _parts[transfer.Tile].Lines[transfer.Kind];
        TensorLayout layout = _layouts[_parts[transfer.Tile].Tensors[transfer.Kind].Id];
        long bytes = 0;
        foreach ((int line, int slice) in lines.OrderBy(at => layout.DramLine(at.Line, at.Slice)))
        {
            long first = bytes / Machine.Dram.BytesPerCycle;
            bytes += 64;
            long last = (bytes + Machine.Dram.BytesPerCycle - 1) / Machine.Dram.BytesPerCycle + Late;
            _due.Add((Cycle + First + (isWrite ? last : first), new PortLine(layout, line, slice, 0, default), isWrite, accesses));
        }
    }

    /// <summary>A store ends when all of its lines have been read, too.</summary>
    private protected override bool HasMoved(Transfer transfer) =>
        base.HasMoved(transfer) && (transfer.Kind != 'c' || HasLanded(transfer));

    private protected override bool IsUsable(Transfer load) => base.IsUsable(load) && HasLanded(load);

    private protected override void EndCycle()
    {
        foreach ((long _, PortLine line, bool isWrite, List<OracleAccess> of) in _due.Where(access => access.Cycle == Cycle))
            of.Add(Of(line.Layout.Tensor).Request(line, isWrite, OracleAccess.Dma, Cycle));
        foreach (OracleScratchpad scratchpad in _scratchpads)
            scratchpad.LetGo(Cycle);
    }

    private bool HasLanded(Transfer transfer) =>
        _accesses[transfer].Count == _parts[transfer.Tile].Lines[transfer.Kind].Count
        && _accesses[transfer].TrueForAll(access => access.Ended is not null);

    private OracleScratchpad Of(TensorSpec tensor) => _scratchpads[(int)tensor.Role];

    /// <summary>A tile: its product, and what is loaded (a, b) and stored (c).</summary>
    internal sealed record Part(
        TileWork Work, GemmOperation Product, IReadOnlyDictionary<char, TensorSpec> Tensors,
        IReadOnlyDictionary<char, IReadOnlyList<(int Line, int Slice)>> Lines);
}
