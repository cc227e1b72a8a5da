using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tiles;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>A step whose tiles overlap, on the components of a machine.</summary>
internal sealed class StepPipeline : IStepRun, IPipelineUnits<StepPipelineTile>, IDisposable
{
    /// <summary>Tiles that are known ahead: with more of them a load could be found that is ready still earlier.</summary>
    private const int TilesAhead = 1024;

    private readonly Simulation _simulation;
    private readonly StepMachine _machine;
    private readonly OverlapMeter _meter;
    private readonly TilePipeline<StepPipelineTile> _pipeline;
    private readonly List<SharedBankTransfer> _loads = [];
    private StepTile? _last;

    /// <summary>Prepares the processes.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="tiles">The tiles in program order; the last one ends the step.</param>
    /// <param name="results">Where operations are entered.</param>
    internal StepPipeline(Simulation simulation, StepMachine machine, IEnumerable<StepTile> tiles, OperationResults results)
    {
        (_simulation, _machine) = (simulation, machine);
        _meter = new OverlapMeter(machine, results);
        OverlapSpec overlap = machine.Spec.Overlap;
        _pipeline = new TilePipeline<StepPipelineTile>(
            simulation, this, StepPipelineTile.Of(tiles, machine.Spec.Scratchpad.LineBytes),
            new PipelineBuffers(overlap.OperandBuffers, overlap.OutputBuffers, TilesAhead), DmaPolicies.All.Get(overlap.DmaPolicy));
    }

    /// <inheritdoc />
    public bool HasEnded { get; private set; }

    /// <inheritdoc />
    public long UsableAfterPs => _machine.Dma.UsableAfterPs;

    /// <inheritdoc />
    public void Start() => _pipeline.Start();

    /// <inheritdoc />
    public void Dispose() => _pipeline.Dispose();

    /// <inheritdoc />
    public Wait Compute(StepPipelineTile tile) => tile.Tile.StartPhase() switch
    {
        null => Wait.None,
        ArrayPhase folds => _machine.Array.Run(folds),
        { } phase => _machine.Vector.Run(phase),
    };

    /// <inheritdoc />
    public Wait Move(StepPipelineTile tile, DmaKind kind)
    {
        _meter.StartMove(kind, _simulation.NowPs);
        if (_machine.AreBanksShared)
            return _simulation.Start(MoveInTurn(tile, kind), "DMA transfers of a tile", TilePipeline<StepPipelineTile>.ChoosesLast);
        Wait end = Wait.None;
        foreach (DmaDescriptor descriptor in tile.Of(kind))
            end = _machine.Dma.Move(descriptor, tile.AsTransferred(kind));
        return end;
    }

    /// <inheritdoc />
    public Event? Landing() => _loads.Count > 0
        ? _simulation.Start(_loads.ToArray().SelectMany(load => load.ToEnd()), "lines on the way to their banks")
        : null;

    private IEnumerable<Wait> MoveInTurn(StepPipelineTile tile, DmaKind kind)
    {
        _loads.Clear();
        foreach (DmaDescriptor descriptor in tile.Of(kind))
        {
            if (descriptor.SharedBanks is null)
            {
                yield return _machine.Dma.Move(descriptor, tile.AsTransferred(kind));
                continue;
            }

            foreach (Wait wait in _machine.Dma.MoveInSharedBanks(descriptor, tile.AsTransferred(kind), _loads.Add))
                yield return wait;
        }
    }

    /// <inheritdoc />
    public void Computed(StepPipelineTile tile, in TileInterval interval)
    {
        _meter.EndTile(tile, interval);
        if (tile.Tile.End is { IsLast: true })
            _last = tile.Tile;
        Continue();
    }

    /// <inheritdoc />
    public void Moved(StepPipelineTile tile, DmaKind kind, long startPs)
    {
        _meter.EndMove(tile.Tile.Operation, kind, _simulation.NowPs);
        Continue();
    }

    /// <inheritdoc />
    public bool AreWaitsObserved => _machine.Hooks.Wait.IsObserved;

    /// <inheritdoc />
    public void Waited(in PipelineWait<StepPipelineTile> wait)
    {
        long periodPs = _machine.Spec.ClockPeriodPs;
        int tensor = wait.Transfer is { } kind ? wait.Blocking.Of(kind)[0].Tensor : -1;
        _machine.Hooks.Wait.Emit(new UnitWait(
            wait.IsArray ? WaitingUnit.Array : WaitingUnit.Dma, wait.Tile.Tile.Operation, wait.StartPs / periodPs, wait.EndPs / periodPs,
            CauseOf(wait.Transfer), wait.Blocking.Tile.Operation, wait.Blocking.Number, tensor));
    }

    /// <inheritdoc />
    public void Ended()
    {
        _meter.End(_last!.End!, _last.Operation, _simulation.NowPs);
        HasEnded = true;
        _machine.ReportComplete();
        _simulation.Stop();
    }

    private void Continue()
    {
        _meter.EnterDone();
        _machine.ReportComplete(_pipeline.ArrayIdleSincePs);
    }

    private static WaitCause CauseOf(DmaKind? transfer) => transfer switch
    {
        DmaKind.LoadA => WaitCause.LoadA,
        DmaKind.LoadB => WaitCause.LoadB,
        DmaKind.LoadC => WaitCause.LoadC,
        DmaKind.Store => WaitCause.Store,
        _ => WaitCause.Computation,
    };
}
