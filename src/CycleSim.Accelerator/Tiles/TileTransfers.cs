namespace CycleSim.Accelerator.Tiles;

/// <summary>The transfers of a list of tiles: all of them in program order, and what each tile waits for.</summary>
internal sealed class TileTransfers
{
    private readonly List<DmaTask> _loadsOfA = [];
    private readonly List<DmaTask> _loadsOfB = [];
    private readonly List<DmaTask> _stores = [];
    private readonly int[] _lastLoadOfA;
    private readonly int[] _lastLoadOfB;
    private readonly int[] _storesBefore;

    /// <summary>Lists the transfers.</summary>
    /// <param name="tiles">The tiles in order.</param>
    /// <param name="operandBuffers">Buffers of each operand: how many tiles the loads are ahead in program order.</param>
    internal TileTransfers(IReadOnlyList<TileWork> tiles, int operandBuffers)
    {
        int index = 0;
        _lastLoadOfA = new int[tiles.Count];
        _lastLoadOfB = new int[tiles.Count];
        _storesBefore = new int[tiles.Count];
        for (int tile = 0; tile < Math.Min(operandBuffers, tiles.Count); tile++)
            AddLoads(tile);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            _storesBefore[tile] = _stores.Count;
            Add(_stores, DmaKind.Store, tile, tiles[tile].StoreBytes);
            if (operandBuffers < tiles.Count - tile)
                AddLoads(tile + operandBuffers);
        }

        void AddLoads(int tile)
        {
            Add(_loadsOfA, DmaKind.LoadA, tile, tiles[tile].LoadABytes);
            Add(_loadsOfB, DmaKind.LoadB, tile, tiles[tile].LoadBBytes);
            (_lastLoadOfA[tile], _lastLoadOfB[tile]) = (_loadsOfA.Count - 1, _loadsOfB.Count - 1);
        }

        void Add(List<DmaTask> list, DmaKind kind, int tile, long bytes)
        {
            if (bytes > 0)
                list.Add(new DmaTask(kind, tile, index++, bytes));
        }
    }

    /// <summary>All transfers.</summary>
    internal int Count => _loadsOfA.Count + _loadsOfB.Count + _stores.Count;

    /// <summary>The transfers of a kind in the order of their tiles.</summary>
    internal IReadOnlyList<DmaTask> Of(DmaKind kind) => kind switch
    {
        DmaKind.LoadA => _loadsOfA,
        DmaKind.LoadB => _loadsOfB,
        _ => _stores,
    };

    /// <summary>Number of the load that a tile uses; -1 when nothing was ever loaded.</summary>
    internal int LoadOf(DmaKind kind, int tile) => (kind == DmaKind.LoadA ? _lastLoadOfA : _lastLoadOfB)[tile];

    /// <summary>Stores of the tiles before a tile.</summary>
    internal int StoresBefore(int tile) => _storesBefore[tile];
}
