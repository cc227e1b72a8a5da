namespace CycleSim.Studies.Accounting;

/// <summary>
/// Walks through a step and counts what moves, for the kinds of structures that share one room. A structure is on-chip only if it fits
/// whole beside those that the operation uses. What is in the way leaves one by one, in the forward pass in storing order and afterwards in
/// the reverse order; it goes back to DRAM if it changed. What is not needed any more leaves without a trace.
/// </summary>
internal sealed class Placement
{
    private readonly AccountProgram _program;
    private readonly Func<AccountStructure, bool> _isHere;
    private readonly bool _reuses;
    private readonly int _unitWords;
    private readonly long _room;
    private readonly int[] _lastUse;
    private readonly HashSet<int> _hasContent;
    private readonly HashSet<int> _changed = [];
    private readonly List<AccountStructure> _residents = [];
    private readonly PlacementCounts _counts;
    private long _used;

    private Placement(AccountProgram program, AccountInterpretation reading, Func<AccountStructure, bool> isHere, long room)
    {
        (_program, _isHere, _room) = (program, isHere, room);
        (_reuses, _unitWords) = (reading.Reuse, AccountCosts.DramWords(reading.Dram));
        _lastUse = LastUses(program);
        _hasContent = [.. program.InDramBefore];
        _counts = new PlacementCounts(program.Operations.Length);
    }

    /// <summary>Counts what moves with a room.</summary>
    /// <param name="program">The step.</param>
    /// <param name="reading">How the account reads.</param>
    /// <param name="isHere">Which structures share the room.</param>
    /// <param name="room">Bytes of the room.</param>
    public static PlacementCounts Count(
        AccountProgram program, AccountInterpretation reading, Func<AccountStructure, bool> isHere, long room) =>
        new Placement(program, reading, isHere, room).Run();

    /// <summary>Counts what moves with the part of a room that moves the minimum of bytes; of equal parts the largest.</summary>
    public static PlacementCounts Best(
        AccountProgram program, AccountInterpretation reading, Func<AccountStructure, bool> isHere, long room)
    {
        PlacementCounts best = Count(program, reading, isHere, room);
        for (long tried = 0; tried <= room;)
        {
            PlacementCounts counts = Count(program, reading, isHere, tried);
            if (counts.DramBytes < best.DramBytes)
                best = counts;
            tried = counts.NextRoom;
        }

        return best;
    }

    private static int[] LastUses(AccountProgram program)
    {
        int[] last = new int[program.Structures.Length];
        for (int i = 0; i < program.Operations.Length; i++)
        {
            AccountOperation operation = program.Operations[i];
            foreach (AccountStructure structure in
                operation.Reads.Concat(operation.Writes).Select(use => use.Structure).Concat(operation.HandedOn))
                last[structure.Id] = i;
        }

        foreach (int id in program.NeededAfter)
            last[id] = int.MaxValue;
        return last;
    }

    private PlacementCounts Run()
    {
        int end = _program.Operations.Length;
        for (int i = 0; i < end; i++)
            Run(i, _program.Operations[i]);
        foreach (AccountStructure structure in _residents)
            WriteBack(end, structure);
        return _counts;
    }

    private void Run(int index, AccountOperation operation)
    {
        List<AccountStructure> onChip = BringIn(index, operation);
        foreach (AccountUse read in operation.Reads.Where(read => _isHere(read.Structure)))
        {
            if (onChip.Contains(read.Structure))
                _counts.AddRead(index, read.Structure.Role, read.OnChipWords * AccountCosts.WordBytes);
            else
                _counts.AddDram(read.OffChipWords * AccountCosts.WordBytes);
        }

        foreach (AccountUse written in operation.Writes.Where(written => _isHere(written.Structure)))
            Write(index, written, onChip.Contains(written.Structure));
        foreach (AccountStructure structure in operation.HandedOn.Where(_isHere))
            HandOn(index, operation, structure, onChip);
        foreach (AccountStructure structure in _residents.Where(structure => _lastUse[structure.Id] <= index).ToArray())
            Remove(structure);
        if (!_reuses)
            EvictAll(index);
    }

    /// <summary>Those already there stay first: making room for one must not push out another.</summary>
    private List<AccountStructure> BringIn(int index, AccountOperation operation)
    {
        AccountStructure[] used =
            [.. operation.Reads.Concat(operation.Writes).Select(use => use.Structure).Where(_isHere).Distinct()];
        List<AccountStructure> onChip = [.. used.Where(_residents.Contains)];
        foreach (AccountStructure structure in used)
        {
            if (onChip.Contains(structure) || !Enters(index, operation, structure, onChip))
                continue;
            onChip.Add(structure);
            if (_hasContent.Contains(structure.Id))
            {
                _counts.AddDram(BytesOf(structure));
                _counts.AddWritten(index, structure.Role, BytesOf(structure));
            }
        }

        return onChip;
    }

    private void Write(int index, AccountUse written, bool isOnChip)
    {
        _hasContent.Add(written.Structure.Id);
        if (isOnChip)
        {
            _counts.AddWritten(index, written.Structure.Role, written.OnChipWords * AccountCosts.WordBytes);
            _changed.Add(written.Structure.Id);
        }
        else
        {
            _counts.AddDram(written.OffChipWords * AccountCosts.WordBytes);
        }
    }

    private void HandOn(int index, AccountOperation operation, AccountStructure structure, List<AccountStructure> onChip)
    {
        _hasContent.Add(structure.Id);
        if (!Enters(index, operation, structure, onChip))
            return;
        onChip.Add(structure);
        _changed.Add(structure.Id);
    }

    private bool Enters(int index, AccountOperation operation, AccountStructure structure, List<AccountStructure> onChip)
    {
        long bytes = BytesOf(structure);
        long beside = onChip.Sum(BytesOf);
        if (beside + bytes > _room)
        {
            _counts.Missed(beside + bytes);
            return false;
        }

        while (_used + bytes > _room)
        {
            _counts.Missed(_used + bytes);
            AccountStructure[] others = [.. _residents.Where(resident => !onChip.Contains(resident))];
            AccountStructure victim = operation.IsForward ? others[0] : others[^1];
            WriteBack(index, victim);
            Remove(victim);
        }

        _residents.Add(structure);
        _used += bytes;
        return true;
    }

    private void EvictAll(int index)
    {
        foreach (AccountStructure structure in _residents.ToArray())
        {
            WriteBack(index, structure);
            Remove(structure);
        }
    }

    private void WriteBack(int index, AccountStructure structure)
    {
        if (!_changed.Remove(structure.Id))
            return;
        _counts.AddDram(BytesOf(structure));
        _counts.AddRead(index, structure.Role, BytesOf(structure));
    }

    private void Remove(AccountStructure structure)
    {
        _changed.Remove(structure.Id);
        _residents.Remove(structure);
        _used -= BytesOf(structure);
    }

    private long BytesOf(AccountStructure structure) => structure.Bytes(_unitWords);
}
