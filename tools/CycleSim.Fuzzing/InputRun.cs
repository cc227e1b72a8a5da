using CycleSim.Platform;

namespace CycleSim.Fuzzing;

/// <summary>Runs one target on inputs, in a folder of its own.</summary>
internal sealed class InputRun : IDisposable
{
    /// <summary>Resident memory that no input may need: a bound for what the garbage collector does not count.</summary>
    private const long MaxResidentKiB = 2 << 20;
    private const int RunsPerLook = 64;

    private readonly IFuzzTarget _target;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyclesim-fuzz-");
    private readonly string _path;
    private readonly string? _peakFile;
    private long _runs;
    private long _peakKiB;

    /// <param name="target">The target.</param>
    /// <param name="peakFile">A file for the peak of resident memory; may be null.</param>
    internal InputRun(IFuzzTarget target, string? peakFile)
    {
        _target = target;
        _peakFile = peakFile;
        _path = Path.Combine(_folder.FullName, "input" + target.Extension);
    }

    /// <summary>Runs an input.</summary>
    /// <returns>Why it was refused; null if it was accepted.</returns>
    internal string? Run(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        try
        {
            _target.Run(input, _path);
            return null;
        }
        catch (InputException refusal)
        {
            return refusal.Message;
        }
        finally
        {
            if (_runs++ % RunsPerLook == 0)
                CheckMemory();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void CheckMemory()
    {
        long peakKiB = PeakKiB();
        if (peakKiB <= _peakKiB)
            return;
        _peakKiB = peakKiB;
        if (_peakFile is not null)
            NotePeak(_peakFile);
        if (peakKiB > MaxResidentKiB)
            throw new FindingException($"{peakKiB} KiB of memory are resident");
    }

    /// <summary>Peak of this process' resident memory.</summary>
    internal static long PeakKiB()
    {
        foreach (string line in File.ReadLines("/proc/self/status"))
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                return long.Parse(line.AsSpan(6, line.Length - 9).Trim(), provider: null);
        return 0;
    }

    private void NotePeak(string file)
    {
        long before = File.Exists(file) && long.TryParse(File.ReadAllText(file), out long noted) ? noted : 0;
        if (_peakKiB > before)
            File.WriteAllText(file, $"{_peakKiB}");
    }
}
