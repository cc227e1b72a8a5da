using CycleSim.Dram.Policies;

namespace CycleSim.Dram.Control;

/// <summary>A bank with its command queue: what a scheduler sees of it.</summary>
internal sealed class BankQueue(WaitingRequests requests, int capacity, int rank, int rowHitCap, IPagePolicy pages)
{
    private readonly SlotList _slots = new(capacity);
    // Beside the slots, so that the search for hits looks at neighbouring words.
    private readonly int[] _rows = new int[capacity];
    private readonly bool[] _isWrite = new bool[capacity];
    private bool _isCurrent;
    private int _firstHit;

    internal int Count => _slots.Count;

    internal bool IsFull => _slots.IsFull;

    internal SlotList Slots => _slots;

    internal int Rank { get; } = rank;

    /// <summary>The open row; -1 when the bank is closed.</summary>
    internal int OpenRow { get; private set; } = -1;

    /// <summary>Column accesses since the row was opened.</summary>
    internal int Accesses { get; private set; }

    /// <summary>The row was opened after another had to be closed for it.</summary>
    internal bool OpenedByConflict { get; private set; }

    /// <summary>Position of the oldest read of the open row; int.MaxValue when there is none.</summary>
    internal int FirstRead { get; private set; }

    /// <summary>Position of the oldest write of the open row that does not wait for a read.</summary>
    internal int FirstWrite { get; private set; }

    /// <summary>The open row may be closed: see <see cref="FindCandidates"/>.</summary>
    internal bool MayPrecharge { get; private set; }

    internal ref WaitingRequest At(int position) => ref requests[_slots[position]];

    internal void Add(ushort slot)
    {
        int position = Count;
        ref WaitingRequest request = ref requests[slot];
        _rows[position] = request.Row;
        _isWrite[position] = request.IsWrite;
        _slots.Add(slot);
        if (_isCurrent)
            Include(position);
    }

    /// <summary>A request is a write.</summary>
    internal bool IsWrite(int position) => _isWrite[position];

    /// <summary>Takes out a request whose column command was issued.</summary>
    internal ushort Take(int position)
    {
        ushort slot = _slots[position];
        _slots.RemoveAt(position);
        for (int i = position; i < Count; i++)
        {
            _rows[i] = _rows[i + 1];
            _isWrite[i] = _isWrite[i + 1];
        }

        Changed();
        return slot;
    }

    internal void Clear()
    {
        _slots.Clear();
        Changed();
    }

    /// <summary>Enters column accesses to the open row.</summary>
    internal void CountAccesses(int count)
    {
        Accesses += count;
        Changed();
    }

    internal void Open(int row)
    {
        OpenRow = row;
        Accesses = 0;
        Changed();
    }

    internal void Close(bool forConflict)
    {
        OpenRow = -1;
        OpenedByConflict = forConflict;
        Changed();
    }

    /// <summary>
    /// Finds what each kind of command would serve. Found once after each change of the queue or the row, since the controller asks in
    /// every cycle.
    /// </summary>
    internal void FindCandidates()
    {
        if (_isCurrent)
            return;
        _isCurrent = true;
        FirstRead = int.MaxValue;
        FirstWrite = int.MaxValue;
        _firstHit = -1;
        for (int i = 0; i < Count && (FirstRead == int.MaxValue || FirstWrite == int.MaxValue); i++)
            if (_rows[i] == OpenRow)
                IncludeHit(i);
        AskPagePolicy();
    }

    /// <summary>Another request waits behind those that were looked at.</summary>
    private void Include(int position)
    {
        if (_rows[position] == OpenRow)
            IncludeHit(position);
        AskPagePolicy();
    }

    private void IncludeHit(int position)
    {
        if (_firstHit < 0)
            _firstHit = position;
        if (!_isWrite[position])
            FirstRead = Math.Min(FirstRead, position);
        else if (FirstWrite == int.MaxValue && !WaitsForRead(position))
            FirstWrite = position;
    }

    private void AskPagePolicy() => MayPrecharge = pages.MayClose(
        new RowState(Count > 0 && _firstHit != 0, _firstHit >= 0, Math.Min(Accesses, rowHitCap), rowHitCap));

    private void Changed() => _isCurrent = false;

    /// <summary>An older read of the same burst must see the old data, so the write may not be issued before it.</summary>
    private bool WaitsForRead(int position)
    {
        ref WaitingRequest write = ref At(position);
        for (int i = 0; i < position; i++)
            if (!_isWrite[i] && _rows[i] == write.Row && At(i).Column == write.Column)
                return true;

        return false;
    }
}
