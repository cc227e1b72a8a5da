using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>
/// A subarray: cells, row decoder, prechargers, bit line multiplexers, sense amplifiers and two levels of output multiplexers.
/// Energies are of one access; a write's energy is split into what every access costs and what each written bit costs.
/// </summary>
internal readonly struct Subarray
{
    private readonly SubarrayContext _context;
    private readonly CellMatrix _cells;
    private readonly Decoder _bitlineDecoder;
    private readonly Decoder _level1Decoder;
    private readonly Decoder _level2Decoder;
    private readonly PassMux _bitlineMux;
    private readonly double _chargeDelay;
    private readonly double _fixedDelay;

    /// <summary>Combines the parts.</summary>
    /// <param name="context">What all subarrays share.</param>
    /// <param name="cells">Cells and row decoder.</param>
    /// <param name="mux">Ways of the multiplexers.</param>
    /// <param name="columns">Sense amplifier and bit line multiplexer.</param>
    /// <param name="decoders">Select line drivers of the three multiplexers.</param>
    public Subarray(
        SubarrayContext context, CellMatrix cells, MuxWays mux, ColumnCircuit columns,
        (Decoder Bitline, Decoder Level1, Decoder Level2) decoders)
    {
        ProcessNode process = context.Process;
        (_context, _cells) = (context, cells);
        (_bitlineDecoder, _level1Decoder, _level2Decoder) = decoders;
        _bitlineMux = columns.Mux;
        PassMux level2 = PassMux.Create(process, mux.Level2, context.PassWidth, 0, 0);
        PassMux level1 = PassMux.Create(process, mux.Level1, context.PassWidth, level2.InputCap, level2.PassCap);
        long senseAmplifiers = cells.Columns / mux.SenseAmplifier;
        long outputs1 = senseAmplifiers / mux.Level1;
        BitsOut = outputs1 / mux.Level2;

        Height = cells.BitlineLength + cells.Precharger.Height + _bitlineMux.Height + columns.Sense.Height + level1.Height + level2.Height;
        double selectWidth = Math.Max(_bitlineDecoder.Width, Math.Max(_level1Decoder.Width, _level2Decoder.Width));
        Width = cells.Wordline.Length + Math.Max(cells.DecoderWidth, selectWidth);

        // Select lines of k-way multiplexers are k, each with its driver.
        Leakage = cells.Leakage + _bitlineDecoder.Leakage * mux.SenseAmplifier + _level1Decoder.Leakage * mux.Level1
            + _level2Decoder.Leakage * mux.Level2 + columns.Sense.Leakage * senseAmplifiers;

        double muxEnergy = _bitlineMux.Energy * senseAmplifiers + level1.Energy * outputs1 + level2.Energy * BitsOut;
        WriteFixedEnergy = cells.RowDecoder.Energy + _bitlineDecoder.Energy + _level1Decoder.Energy + _level2Decoder.Energy + muxEnergy;
        WriteBitlineEnergyPerBit = Bitline.WriteEnergyPerBit(context, cells, _bitlineMux);
        ReadEnergy = WriteFixedEnergy + cells.Precharger.Energy + columns.Sense.Energy * senseAmplifiers
            + Bitline.ReadEnergy(context, cells, _bitlineMux) + Bitline.CellReadEnergy(context, columns.Sense.Latency) * BitsOut;

        double passOhm = _bitlineMux.PassOhm + level1.PassOhm + level2.PassOhm;
        double passCap = _bitlineMux.PassCap + level1.PassCap + level2.PassCap;
        _chargeDelay = Ramp.StepDelay(passOhm * (passCap + cells.BitlineCap) + cells.BitlineOhm * cells.BitlineCap / 2);
        _fixedDelay = _bitlineMux.Latency + columns.Sense.Latency + level1.Latency + level2.Latency;
    }

    public double Height { get; }

    public double Width { get; }

    public double Leakage { get; }

    public double ReadEnergy { get; }

    /// <summary>Energy of a write without bit lines and cells.</summary>
    public double WriteFixedEnergy { get; }

    /// <summary>Energy of one written bit's line, without the cell.</summary>
    public double WriteBitlineEnergyPerBit { get; }

    /// <summary>Bits that an access moves.</summary>
    public long BitsOut { get; }

    /// <summary>Delays of a read and of a write when the predecoded lines have a slope.</summary>
    public (double Read, double Write) Latency(double inputRamp)
    {
        double wordlineRamp = inputRamp;
        double rowDelay = _cells.RowDecoder.Delay(ref wordlineRamp);
        double columnDelay = Math.Max(
            Delay(_bitlineDecoder, inputRamp), Math.Max(Delay(_level1Decoder, inputRamp), Delay(_level2Decoder, inputRamp)));
        double read = Math.Max(rowDelay, columnDelay) + Bitline.ReadDelay(_context, _cells, _bitlineMux, wordlineRamp) + _fixedDelay;
        if (_context.WritePoint is not { } point)
            return (read, read);
        return (read, Math.Max(rowDelay, columnDelay + _chargeDelay) + point.PulseS);
    }

    private static double Delay(Decoder decoder, double ramp) => decoder.Delay(ref ramp);
}
