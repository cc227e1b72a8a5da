using System.Runtime.ExceptionServices;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Drives scratchpads and DRAM from a trace in a closed loop: tiles, the order of each port's accesses, the steps that need them and the
/// bursts of each transfer are the recorded ones; every time is computed again, and who waits for what where tiles overlap. On the
/// recorded machine and memory the result is the recorded run, to the last cycle, access and picojoule.
/// </summary>
public sealed class ClosedLoopReplay
{
    private readonly TraceFile _file;
    private readonly ReplayTarget _target;
    private readonly CancellationToken _cancellation;
    private readonly Action<int, int>? _progress;

    private ClosedLoopReplay(TraceFile file, ReplayTarget target, Action<int, int>? progress, CancellationToken cancellation)
    {
        _file = file;
        _target = target;
        _cancellation = cancellation;
        _progress = progress;
    }

    /// <summary>Replays a trace.</summary>
    /// <param name="file">A complete trace of a whole run.</param>
    /// <param name="target">The machine and memory to replay on.</param>
    /// <param name="progress">Told of operations done, and operations in all; the write-back at the end counts as one.</param>
    /// <param name="cancellation">Ends the replay early.</param>
    /// <exception cref="TraceFormatException">The trace is a selection, was salvaged, or contradicts itself.</exception>
    public static ReplayResult Run(
        TraceFile file, ReplayTarget target, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        if (file.Header.Selection is not null)
            throw new TraceFormatException($"{file.Name}: holds a selection of a run; a closed loop needs all of it (open loop works)");
        if (file.End.Salvaged)
        {
            throw new TraceFormatException(
                $"{file.Name}: was salvaged from a damaged trace; a closed loop needs all of a run (open loop works)");
        }

        return new ClosedLoopReplay(file, target, progress, cancellation).Run();
    }

    private ReplayResult Run()
    {
        using var simulation = new Simulation();
        var machine = new StepMachine(
            simulation, _target.Machine, _target.ReadCycles, _target.WriteCycles, new MachineHooks(),
            groups: RecordedMachine.PartitionOf(_file.Header, _file.Name), cancellation: _cancellation);
        int count = _file.Header.Operations.Count + 1;
        var results = new OperationResults(machine, new EnergyMeter(_target.Machine, _target.Metrics, _target.LeakageMw))
        {
            Progress = done => _progress?.Invoke(done, count),
        };
        using var phases = new RecordedPhases(_file, _target, machine);
        if (TraceMachines.HasOverlap(_file.Header))
        {
            using var tiles = new OverlappingTiles(_file, phases, _cancellation);
            using var run = new StepPipeline(simulation, machine, All(tiles, phases, machine), results);
            Run(simulation, run);
            tiles.CheckEnd();
        }
        else
        {
            using var tiles = new SequentialTiles(_file, phases);
            Run(simulation, new StepProcesses(
                simulation, machine, All(tiles, phases, machine), new ProgramTurn(simulation), buffers: 1, results.Add));
            tiles.CheckEnd();
        }

        phases.CheckEnd();
        return new ReplayResult(_file.Header, _target, results.All);
    }

    private void Run(Simulation simulation, IStepRun run)
    {
        try
        {
            run.Start();
            simulation.Run();
        }
        catch (SimulationException problem) when (problem.Cause is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        if (!run.HasEnded)
            throw new TraceFormatException($"{_file.Name}: its tiles wait for each other, so the run cannot end");
    }

    /// <summary>All tiles of the run; each operation ends with an empty one.</summary>
    private IEnumerable<StepTile> All(IRecordedTiles tiles, RecordedPhases phases, StepMachine machine)
    {
        for (int operation = 0; operation <= _file.Header.Operations.Count; operation++)
        {
            foreach (StepTile tile in tiles.Of(operation))
            {
                _cancellation.ThrowIfCancellationRequested();
                foreach (DmaDescriptor moved in tile.Loads.All.Concat(tile.Stores))
                    CountHalf(machine, phases, moved);
                yield return tile;
            }

            yield return new StepTile(operation, TileLoads.None, null, []) { End = EndOf(operation) };
        }
    }

    /// <summary>The DMA engine writes and reads halves itself, without records of its accesses.</summary>
    private static void CountHalf(StepMachine machine, RecordedPhases phases, DmaDescriptor moved)
    {
        if (!moved.IsInHalf)
            return;
        Tensor tensor = phases.TensorOf(moved.Tensor, "a transfer");
        ScratchpadCounts counts = RecordedTransfers.AccessesOf(moved.Lines, moved.IsWrite, machine.Spec.Scratchpad.LineBytes);
        machine.Ledger.Of(moved.Operation).Add(
            default, ScratchpadTotals.Only(TraceScratchpads.RoleOf(tensor.Scratchpad), counts));
    }

    private OperationEnd EndOf(int index)
    {
        if (index == _file.Header.Operations.Count)
            return OperationEnd.Last;
        Operation operation = _file.Header.Operations[index];
        if (!Enum.TryParse(operation.Pass, out Pass pass) || !Enum.IsDefined(pass)
            || operation.Name.Length <= operation.Layer.Length || !operation.Name.StartsWith(operation.Layer, StringComparison.Ordinal))
        {
            throw new TraceFormatException(
                $"{_file.Name}: operation {index}, \"{operation.Name}\" of pass \"{operation.Pass}\", is none of a training step");
        }

        return new OperationEnd(operation.Layer, pass, operation.Name[(operation.Layer.Length + 1)..], null, (long)operation.Macs);
    }
}
