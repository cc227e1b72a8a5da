using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace CycleSim.Properties;

/// <summary>
/// The cases of one property in one run: a fixed number of fixed cases; with CYCLESIM_PROPERTY_SECONDS fresh ones for that time; with
/// CYCLESIM_PROPERTY_CASE the one case of that seed. CYCLESIM_PROPERTY_REPORT names a file that gets a line with the number of cases of
/// each property.
/// </summary>
internal sealed class PropertyRun
{
    private static readonly Lock ReportLock = new();

    private readonly string _name;
    private readonly int _cases;
    private readonly ulong _runSeed;
    private readonly TimeSpan? _time;
    private readonly string? _case;

    private PropertyRun(string name, int cases)
    {
        _name = name;
        _cases = cases;
        _case = Environment.GetEnvironmentVariable("CYCLESIM_PROPERTY_CASE");
        if (Environment.GetEnvironmentVariable("CYCLESIM_PROPERTY_SECONDS") is { Length: > 0 } seconds)
        {
            _time = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
            _runSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        }
    }

    internal static PropertyRun Of(string name, int cases) => new(name, cases);

    /// <summary>The seed of the next case; null when the run has had enough.</summary>
    internal string? Next(long done, TimeSpan elapsed)
    {
        if (_case is { Length: > 0 })
            return done == 0 ? _case : null;
        bool more = _time is { } time ? elapsed < time : done < _cases;
        return more ? new PCG(0, SeedOf(done)).ToString() : null;
    }

    internal void Report(long done, TimeSpan elapsed)
    {
        if (Environment.GetEnvironmentVariable("CYCLESIM_PROPERTY_REPORT") is not { Length: > 0 } file)
            return;
        lock (ReportLock)
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{_name}\t{done}\t{elapsed.TotalSeconds:F1}\n"));
    }

    private ulong SeedOf(long index)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_runSeed:x16} {_name} {index}"));
        return BitConverter.ToUInt64(SHA256.HashData(text));
    }
}
