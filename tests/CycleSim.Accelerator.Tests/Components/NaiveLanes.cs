using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>One line that a port moves.</summary>
internal readonly record struct PortLine(int Line, int Slice, long Step, int Bytes);

/// <summary>A port as data: which scratchpad, which lines, how far ahead.</summary>
internal sealed record PortCase(int Scratchpad, bool IsWrite, int Ahead, PortLine[] Lines);

/// <summary>The same lines as a sequence for the engine, in chunks of a few lines.</summary>
internal sealed class ListSequence(PortLine[] lines, TensorLayout layout, PatternTable table, int chunk = 3) : LineSequence
{
    private int _next;

    internal override bool TryNext(out LineChunk next)
    {
        next = default;
        if (_next == lines.Length)
            return false;
        PortLine first = lines[_next];
        int bank = layout.BankOf(first.Line, first.Slice);
        foreach (PortLine line in lines.AsSpan(_next, Math.Min(chunk, lines.Length - _next)))
        {
            table.Add(
                (int)(line.Step - first.Step), layout.BankOf(line.Line, line.Slice) - bank, line.Bytes, line.Line - first.Line,
                line.Slice - first.Slice);
        }

        _next = Math.Min(_next + chunk, lines.Length);
        next = new LineChunk(table.Take(), first.Step, bank, first.Line, first.Slice);
        return true;
    }
}

/// <summary>
/// The array's wavefront, clock cycle by clock cycle: banks with a busy counter and a queue each, ports with their buffers, and a
/// step that happens in a cycle if every lane has what it needs.
/// </summary>
internal sealed class NaiveLanes(ScratchpadSpec spec, int readCycles, int writeCycles, int scratchpads)
{
    private readonly Bank[] _banks = [.. Enumerable.Range(0, scratchpads * spec.Banks).Select(_ => new Bank())];
    private readonly int _banksEach = spec.Banks;
    private readonly List<Access> _all = [];
    private long _cycle;

    /// <summary>What a scratchpad did, once every queue has run empty.</summary>
    internal ScratchpadCounts Counts(int scratchpad)
    {
        while (_banks.Any(bank => bank.Queue.Count > 0))
            NextCycle();
        Access[] mine = [.. _all.Where(access => access.Case.Scratchpad == scratchpad)];
        Access[] reads = [.. mine.Where(access => !access.Case.IsWrite)];
        return new ScratchpadCounts(
            reads.Length, mine.Length - reads.Length, reads.Length * 64L,
            mine.Where(access => access.Case.IsWrite).Sum(access => (long)access.Line.Bytes),
            mine.Count(access => access.Waited > 0), mine.Sum(access => (long)access.Waited));
    }

    /// <summary>Runs a phase from a cycle that is not before the end of the last one.</summary>
    internal PhaseTiming Run(long start, long steps, PortCase[] reads, PortCase[] writes, TensorLayout layout)
    {
        while (_cycle < start)
            NextCycle();
        Port[] readPorts = [.. reads.Select(port => new Port(port))];
        Port[] writePorts = [.. writes.Select(port => new Port(port))];
        for (int round = 0; readPorts.Any(port => round < 2 * port.Case.Ahead); round++)
        {
            foreach (Port port in readPorts.Where(port => round < 2 * port.Case.Ahead))
                Request(port, layout);
        }

        long conflict = 0;
        long latency = 0;
        for (long step = 0; step < steps; step++)
        {
            int stalled = 0;
            Access[] needed = [.. Needed(readPorts, writePorts, step)];
            while (needed.Any(access => access.Ready is null || access.Ready > _cycle))
            {
                stalled++;
                NextCycle();
            }

            if (stalled > 0)
            {
                // Of several lines that arrive last the one of the first lane says why all had to wait.
                int waited = Math.Min(stalled, needed.MaxBy(access => access.Ready)!.Waited);
                conflict += waited;
                latency += stalled - waited;
            }

            foreach (Port port in readPorts)
                Consume(port, step, layout);
            foreach (Port port in writePorts)
                HandOver(port, step, layout);
            NextCycle();
        }

        return new PhaseTiming(_cycle, conflict, latency);
    }

    /// <summary>What a step waits for: the lines that lanes use in it, and room in the buffer of each port that writes in it.</summary>
    private static IEnumerable<Access> Needed(Port[] reads, Port[] writes, long step)
    {
        foreach (Port port in reads)
            foreach (Access access in port.Accesses.Skip(port.Used).TakeWhile(access => access.Line.Step == step))
                yield return access;
        foreach (Port port in writes.Where(port => port.Next < port.Case.Lines.Length && port.Case.Lines[port.Next].Step == step))
            if (port.Next >= 2 * port.Case.Ahead)
                yield return port.Accesses[port.Next - 2 * port.Case.Ahead];
    }

    private void Consume(Port port, long step, TensorLayout layout)
    {
        while (port.Used < port.Accesses.Count && port.Accesses[port.Used].Line.Step == step)
            port.Used++;
        while (port.Next < port.Case.Lines.Length && port.Next < port.Used + port.Case.Ahead)
            Request(port, layout);
    }

    private void HandOver(Port port, long step, TensorLayout layout)
    {
        while (port.Next < port.Case.Lines.Length && port.Case.Lines[port.Next].Step == step)
            Request(port, layout);
    }

    private void Request(Port port, TensorLayout layout)
    {
        if (port.Next == port.Case.Lines.Length)
            return;
        var access = new Access(port.Case.Lines[port.Next++], port.Case, _cycle);
        port.Accesses.Add(access);
        _all.Add(access);
        int shift = layout.BankShift[access.Line.Slice];
        Bank bank = _banks[port.Case.Scratchpad * _banksEach + (access.Line.Line + shift) % _banksEach];
        bank.Queue.Enqueue(access);
        Serve(bank);
    }

    private void NextCycle()
    {
        _cycle++;
        foreach (Bank bank in _banks)
        {
            bank.Busy = Math.Max(0, bank.Busy - 1);
            Serve(bank);
        }
    }

    private void Serve(Bank bank)
    {
        while (bank.Busy == 0 && bank.Queue.TryDequeue(out Access? access))
        {
            bool isWrite = access.Case.IsWrite;
            access.Waited = (int)(_cycle - access.Requested);
            access.Ready = _cycle + (isWrite ? writeCycles : readCycles);
            bank.Busy = spec.InitiationIntervalCycles ?? (isWrite ? writeCycles : readCycles);
        }
    }

    private sealed class Bank
    {
        internal int Busy;
        internal Queue<Access> Queue { get; } = [];
    }

    private sealed class Port(PortCase @case)
    {
        internal int Next;
        internal int Used;

        internal PortCase Case { get; } = @case;

        internal List<Access> Accesses { get; } = [];
    }

    private sealed class Access(PortLine line, PortCase @case, long requested)
    {
        internal PortLine Line { get; } = line;

        internal PortCase Case { get; } = @case;

        internal long Requested { get; } = requested;

        internal int Waited { get; set; }

        internal long? Ready { get; set; }
    }
}
