using System.Collections.Immutable;
using System.Text.Json;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Writing;

/// <summary>
/// Write error rates of one junction over current and pulse width, as a file that programs read without solving anything. Between
/// its points ln WER is interpolated by cubic polynomials through the four nearest points in each direction.
/// </summary>
public sealed class WerTable
{
    private const string Kind = "cyclesim-wer-table";
    internal const int Version = 1;
    internal const int Stencil = 4;
    internal const int MaxPoints = 10_000;

    private readonly double[] _currentsUa;
    private readonly double[] _pulsesNs;
    private readonly double[,] _logRates;

    internal WerTable(double[] currentsUa, double[] pulsesNs, double[,] logRates)
    {
        _currentsUa = currentsUa;
        _pulsesNs = pulsesNs;
        _logRates = logRates;
    }

    /// <summary>Name of the junction.</summary>
    public required string Junction { get; init; }

    /// <summary>The starting state of the writes.</summary>
    public required WriteDirection Direction { get; init; }

    /// <summary>
    /// Largest relative error of the interpolated rate, found by solving halfway between all points whose rate is above
    /// <see cref="WriteSolver.MinWriteErrorRate"/>.
    /// </summary>
    public required double InterpolationError { get; init; }

    /// <summary>Resistances of the cell.</summary>
    public required JunctionResistance Resistance { get; init; }

    /// <summary>Currents of the points in uA, increasing.</summary>
    public IReadOnlyList<double> CurrentsUa => _currentsUa;

    /// <summary>Pulse widths of the points in ns, increasing.</summary>
    public IReadOnlyList<double> PulsesNs => _pulsesNs;

    /// <summary>Loads a table that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be read or is no table; the message names file, line and key.</exception>
    public static WerTable Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(".", path);
        return Read(ModelStore.Open(ModelKind.Devices, file));
    }

    /// <summary>Reads a table from its JSON tree.</summary>
    /// <exception cref="InputException">It is no table; the message names file, line and key.</exception>
    public static WerTable Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);

        // Any other file would be told its first unknown key instead.
        if (!root.Has(WerTableKeys.Kind.Name))
            throw NoTable(root);
        KeyValues keys = WerTableKeys.All.Read(root);
        if (keys.Get(WerTableKeys.Kind) != Kind)
            throw NoTable(root);
        double[] currents = ReadAxis(keys, WerTableKeys.Currents);
        double[] pulses = ReadAxis(keys, WerTableKeys.Pulses);
        double[] rates = [.. keys.Get(WerTableKeys.LogRates)];
        if (rates.Length != currents.Length * pulses.Length)
        {
            throw keys.Error(WerTableKeys.LogRates, $"has {rates.Length} values; allowed: {currents.Length * pulses.Length} "
                + $"({currents.Length} currents x {pulses.Length} pulse widths, the pulse width varying faster)");
        }

        double[,] grid = new double[currents.Length, pulses.Length];
        Buffer.BlockCopy(rates, 0, grid, 0, rates.Length * sizeof(double));
        return new(currents, pulses, grid)
        {
            Junction = keys.Get(WerTableKeys.Junction),
            Direction = keys.Get(WerTableKeys.Direction),
            InterpolationError = keys.Get(WerTableKeys.InterpolationError),
            Resistance = new(
                keys.Get(WerTableKeys.Parallel), keys.Get(WerTableKeys.Tmr), keys.Get(WerTableKeys.TmrHalfBias),
                keys.Get(WerTableKeys.AccessTransistor)),
        };
    }

    /// <summary>Writes the table as JSON, whole or not at all; the same table gives the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path) => OutputFile.WriteAtomically(path, Write);

    /// <summary>Write error rate at a current and a pulse width. Allocates nothing.</summary>
    /// <param name="currentUa">Current in uA, within the table.</param>
    /// <param name="pulseNs">Pulse width in ns, within the table.</param>
    /// <returns>The rate; its relative error is at most <see cref="InterpolationError"/> beyond that of the solver.</returns>
    /// <exception cref="InputException">The point is outside the table: nothing is extrapolated.</exception>
    public double WriteErrorRate(double currentUa, double pulseNs)
    {
        Check("current", currentUa, "uA", _currentsUa);
        Check("pulse width", pulseNs, "ns", _pulsesNs);
        return Math.Exp(LogRate(currentUa, pulseNs));
    }

    /// <summary>Write error rate at a voltage over the cell in its starting state.</summary>
    /// <param name="voltageV">Voltage over junction and access transistor in V.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">The point is outside the table.</exception>
    public double WriteErrorRateAtVoltage(double voltageV, double pulseNs) =>
        WriteErrorRate(Resistance.CurrentA(voltageV, Direction == WriteDirection.FromParallel ? 1 : -1) * 1e6, pulseNs);

    /// <summary>The current that reaches a write error rate within a pulse width.</summary>
    /// <param name="writeErrorRate">The rate, above 0 and below 1.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <returns>The current in uA.</returns>
    /// <exception cref="InputException">The pulse width is outside the table, or the rate is not reached in it.</exception>
    public double CurrentUa(double writeErrorRate, double pulseNs)
    {
        Check("pulse width", pulseNs, "ns", _pulsesNs);
        double target = Math.Log(writeErrorRate);
        double highest = LogRate(_currentsUa[0], pulseNs);
        double lowest = LogRate(_currentsUa[^1], pulseNs);
        if (!(target <= highest && target >= lowest))
        {
            throw new InputException(FormattableString.Invariant(
                $"a write error rate of {writeErrorRate:G4} at {pulseNs:G4} ns is outside the table of {Junction}; ")
                + FormattableString.Invariant($"allowed: {Math.Exp(lowest):G3} to {Math.Exp(highest):G6}"));
        }

        return Brent.FindRoot(current => LogRate(current, pulseNs) - target, _currentsUa[0], _currentsUa[^1], 1e-9 * _currentsUa[^1], 200);
    }

    internal double LogRate(double currentUa, double pulseNs)
    {
        Span<double> currentWeights = stackalloc double[Stencil];
        Span<double> pulseWeights = stackalloc double[Stencil];
        int current = Weights(_currentsUa, currentUa, currentWeights);
        int pulse = Weights(_pulsesNs, pulseNs, pulseWeights);
        double sum = 0;
        for (int a = 0; a < Stencil; a++)
            for (int b = 0; b < Stencil; b++)
                sum += currentWeights[a] * pulseWeights[b] * _logRates[current + a, pulse + b];
        return Math.Min(0, sum);
    }

    /// <summary>Lagrange weights of the four points around a position; returns the first point's index.</summary>
    private static int Weights(double[] axis, double x, Span<double> weights)
    {
        int found = Array.BinarySearch(axis, x);
        int above = found >= 0 ? found : ~found;
        int first = Math.Clamp(above - Stencil / 2, 0, axis.Length - Stencil);
        for (int a = 0; a < Stencil; a++)
        {
            double weight = 1;
            for (int b = 0; b < Stencil; b++)
                if (b != a)
                    weight *= (x - axis[first + b]) / (axis[first + a] - axis[first + b]);
            weights[a] = weight;
        }

        return first;
    }

    private static InputException NoTable(ConfigObject root) => root.Error(
        WerTableKeys.Kind.Name, $"is not \"{Kind}\": this is no table of write error rates; `cyclesim device table` writes one");

    private static double[] ReadAxis(KeyValues keys, Key<ImmutableArray<double>> key)
    {
        double[] axis = [.. keys.Get(key)];
        for (int k = 1; k < axis.Length; k++)
            if (axis[k] <= axis[k - 1])
                throw keys.Error(key, FormattableString.Invariant($"must increase; value {k + 1} is {axis[k]} after {axis[k - 1]}"));
        return axis;
    }

    private void Check(string name, double value, string unit, double[] axis)
    {
        if (!(value >= axis[0] && value <= axis[^1]))
        {
            throw new InputException(FormattableString.Invariant(
                $"a {name} of {value:G6} {unit} is outside the table of {Junction}; allowed: {axis[0]:G6} to {axis[^1]:G6} {unit}"));
        }
    }

    private void Write(Stream stream)
    {
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString(WerTableKeys.Kind.Name, Kind);
            json.WriteNumber(WerTableKeys.Version.Name, Version);
            json.WriteString(WerTableKeys.Junction.Name, Junction);
            json.WriteString(WerTableKeys.Direction.Name, EnumName.Of(Direction));
            json.WriteNumber(WerTableKeys.InterpolationError.Name, InterpolationError);
            json.WriteNumber(WerTableKeys.Parallel.Name, Resistance.ParallelOhm);
            json.WriteNumber(WerTableKeys.Tmr.Name, Resistance.TmrRatio);
            json.WriteNumber(WerTableKeys.TmrHalfBias.Name, Resistance.TmrHalfBiasV);
            json.WriteNumber(WerTableKeys.AccessTransistor.Name, Resistance.TransistorOhm);
            WriteArray(json, WerTableKeys.Currents.Name, _currentsUa);
            WriteArray(json, WerTableKeys.Pulses.Name, _pulsesNs);
            WriteArray(json, WerTableKeys.LogRates.Name, _logRates.Cast<double>());
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
