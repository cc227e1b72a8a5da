namespace CycleSim.Arrays.Circuit;

/// <summary>One or more subarrays around a predecoder; in a tag array comparators too.</summary>
internal readonly struct Mat
{
    /// <summary>Combines subarrays.</summary>
    /// <param name="context">What all subarrays share.</param>
    /// <param name="shape">How many there are.</param>
    /// <param name="subarray">One of them.</param>
    /// <param name="rowBits">Address bits that select a row.</param>
    /// <param name="muxPredecoders">Predecoders of the multiplexers' address bits.</param>
    /// <param name="comparators">Comparators of a tag array and how many ways they serve.</param>
    public Mat(
        SubarrayContext context, MatShape shape, in Subarray subarray, int rowBits, in PredecoderSet muxPredecoders,
        (Comparator Comparator, int Ways)? comparators)
    {
        // Predecoders stand in the middle.
        double load = (subarray.Height * shape.Rows + subarray.Width * shape.Columns) * context.LocalWire.FPerM / 2;
        PredecoderSet row = PredecoderSet.Create(context.Process, rowBits, load);
        double predecoderArea = row.Area + muxPredecoders.Area;
        Width = subarray.Width * shape.Columns;
        Height = subarray.Height * shape.Rows;
        if (Width > Height)
            Width += Math.Sqrt(predecoderArea);
        else
            Height += Math.Sqrt(predecoderArea);

        double latency = Math.Max(row.Latency, muxPredecoders.Latency);
        (double read, double write) = subarray.Latency(row.RampOut);
        (ReadLatency, WriteLatency) = (latency + read, latency + write);
        double predecoderEnergy = row.Energy + muxPredecoders.Energy;
        ReadEnergy = predecoderEnergy + subarray.ReadEnergy * shape.Active;
        WriteFixedEnergy = predecoderEnergy + subarray.WriteFixedEnergy * shape.Active;
        WriteBitlineEnergyPerBit = subarray.WriteBitlineEnergyPerBit;
        BitsOut = subarray.BitsOut * shape.Active;
        Leakage = row.Leakage + muxPredecoders.Leakage + subarray.Leakage * shape.Subarrays;
        if (comparators is not { } tags)
            return;

        Height += tags.Ways * tags.Comparator.Area / Width;
        ReadLatency += tags.Comparator.Latency;
        ReadEnergy += tags.Ways * tags.Comparator.Energy;
        WriteFixedEnergy += tags.Ways * tags.Comparator.Energy;
        Leakage += tags.Ways * tags.Comparator.Leakage;
    }

    public double Height { get; }

    public double Width { get; }

    public double ReadLatency { get; }

    public double WriteLatency { get; }

    public double ReadEnergy { get; }

    public double WriteFixedEnergy { get; }

    public double WriteBitlineEnergyPerBit { get; }

    public long BitsOut { get; }

    public double Leakage { get; }
}
