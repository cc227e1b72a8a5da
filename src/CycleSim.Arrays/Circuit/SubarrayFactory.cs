using System.Numerics;
using CycleSim.Arrays.Cells;

namespace CycleSim.Arrays.Circuit;

/// <summary>Makes subarrays and remembers their parts: thousands of organisations are made of a few hundred different ones.</summary>
internal sealed class SubarrayFactory(SubarrayContext context)
{
    // A physical address with its state bits, filled up to all active subarrays.
    private const int MaxTagBits = 256;

    private readonly Dictionary<long, CellMatrix> _cells = [];
    private readonly Dictionary<long, Wordline> _wordlines = [];
    private readonly Dictionary<int, ColumnCircuit?> _columns = [];
    private readonly Dictionary<long, Decoder> _muxDecoders = [];

    private readonly SensingBound?[] _sensing = new SensingBound?[16];
    private readonly Comparator?[] _comparators = new Comparator?[MaxTagBits + 1];
    private readonly PredecoderSet?[] _unloadedPredecoders = new PredecoderSet?[PredecoderSet.MaxBits + 1];

    public SubarrayContext Context => context;

    public CellMatrix Cells(long rows, long columns, DriverStyle style)
    {
        long key = Key(rows, columns, style);
        if (!_cells.TryGetValue(key, out CellMatrix? cells))
            _cells.Add(key, cells = new CellMatrix(context, rows, WordlineOver(columns), style));
        return cells;
    }

    /// <summary>Makes a subarray; null when its sense amplifiers do not fit.</summary>
    public Subarray? Create(CellMatrix cells, MuxWays mux, DriverStyle style)
    {
        if (Columns(mux.SenseAmplifier) is not { } columns)
            return null;
        return new Subarray(context, cells, mux, columns, (
            MuxDecoder(cells, mux.SenseAmplifier, style), MuxDecoder(cells, mux.Level1, style), MuxDecoder(cells, mux.Level2, style)));
    }

    /// <summary>Predecoders of the multiplexers' address bits; their lines end at the neighbouring select line drivers.</summary>
    public PredecoderSet MuxPredecoders(MuxWays mux) =>
        UnloadedPredecoders(BitOperations.Log2((uint)mux.SenseAmplifier))
            .Beside(UnloadedPredecoders(BitOperations.Log2((uint)mux.Level1)))
            .Beside(UnloadedPredecoders(BitOperations.Log2((uint)mux.Level2)));

    /// <summary>A comparator for tags of some bits.</summary>
    public Comparator Comparator(int tagBits) => _comparators[tagBits] ??= Circuit.Comparator.Create(context.Process, tagBits);

    /// <summary>Predecoders of some address bits that drive nothing: no others of as many bits are faster.</summary>
    public PredecoderSet UnloadedPredecoders(int bits) =>
        _unloadedPredecoders[bits] ??= PredecoderSet.Create(context.Process, bits, 0);

    /// <summary>Lower bound of what sensing costs when up to some bit lines share a sense amplifier; null when none fits.</summary>
    public SensingBound? Sensing(int maxSenseWays)
    {
        int index = BitOperations.Log2((uint)maxSenseWays);
        if (_sensing[index] is null)
        {
            SensingBound? before = index == 0 ? null : Sensing(maxSenseWays / 2);
            _sensing[index] = Columns(maxSenseWays) is { } columns ? SensingBound.Of(columns.Sense, before) : before;
        }

        return _sensing[index];
    }

    private Wordline WordlineOver(long columns)
    {
        if (!_wordlines.TryGetValue(columns, out Wordline? wordline))
            _wordlines.Add(columns, wordline = new Wordline(context, columns));
        return wordline;
    }

    // Powers of two up to the max number of rows, and columns below 2^40.
    private static long Key(long powerOfTwo, long columns, DriverStyle style) =>
        (columns << 8) | ((long)BitOperations.Log2((ulong)powerOfTwo) << 1) | (style == DriverStyle.Fast ? 0L : 1);

    private ColumnCircuit? Columns(int ways)
    {
        if (!_columns.TryGetValue(ways, out ColumnCircuit? columns))
            _columns.Add(ways, columns = CreateColumns(ways));
        return columns;
    }

    private ColumnCircuit? CreateColumns(int ways)
    {
        double pitch = ways * context.CellWidth;
        if (pitch <= SenseAmplifier.MinPitch * context.Process.FeatureM)
            return null;
        var sense = SenseAmplifier.Create(context.Process, context.Cell is MramCell, context.Cell.SenseVoltageV, pitch);
        return new(sense, PassMux.Create(context.Process, ways, context.PassWidth, sense.InputCap, sense.InputCap));
    }

    private Decoder MuxDecoder(CellMatrix cells, int ways, DriverStyle style)
    {
        long key = Key(ways, cells.Columns, style);
        if (!_muxDecoders.TryGetValue(key, out Decoder? decoder))
        {
            decoder = Decoder.ForRows(context.Process, ways, extraInput: false, cells.Wordline.MuxSelectCap, cells.Wordline.Ohm, style);
            _muxDecoders.Add(key, decoder);
        }

        return decoder;
    }
}
