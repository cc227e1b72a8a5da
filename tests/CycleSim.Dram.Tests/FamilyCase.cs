using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Reference;

namespace CycleSim.Dram.Tests;

/// <summary>A case of tests/Reference/dram-family: a configuration of DRAMsim3 and a trace; lists in the columns of its files.</summary>
/// <param name="Folder">Folder of the standard.</param>
/// <param name="Name">Pattern, with @ and the configuration where it is not the first one.</param>
internal sealed record FamilyCase(string Folder, string Name)
{
    private const string FirstConfiguration = "cfgA";

    /// <summary>Every case that has digests.</summary>
    internal static IReadOnlyList<FamilyCase> All { get; } =
        [.. ReferenceFile.Table("dram-family/digests.csv").Select(row => new FamilyCase(row.Text("standard"), row.Text("case")))];

    /// <summary>The pattern.</summary>
    internal string Pattern => Name.Split('@')[0];

    /// <summary>Name of the configuration.</summary>
    internal string Configuration => Name.Contains('@', StringComparison.Ordinal) ? Name.Split('@')[1] : FirstConfiguration;

    /// <summary>The part.</summary>
    internal DramSpec Part() => PartOf(Folder, Configuration);

    /// <summary>The requests; variants run the pattern's own trace unless they have one.</summary>
    internal DramRequest[] Requests()
    {
        string own = $"{Folder}/{Name}.trace.csv.gz";
        return ReadTrace(File.Exists(PathOf(own)) ? own : $"{Folder}/{Pattern}.trace.csv.gz");
    }

    /// <summary>Row of a table of results.</summary>
    internal IEnumerable<ReferenceRow> Rows(string table) => ReferenceFile.Table($"dram-family/{Folder}/{table}")
        .Where(row => row.Text("case") == Name);

    /// <summary>A configuration of a folder.</summary>
    internal static DramSpec PartOf(string folder, string configuration) =>
        Dramsim3Config.Load(PathOf($"{folder}/{configuration}.ini")).Spec;

    /// <summary>The lines of a compressed list, without its header; null when it is not kept in full.</summary>
    internal static string[]? Lines(string path)
    {
        if (!File.Exists(PathOf(path)))
            return null;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf(path)), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];
    }

    /// <summary>The requests of a trace.</summary>
    internal static DramRequest[] ReadTrace(string path) => [.. Lines(path)!.Select(line =>
    {
        string[] fields = line.Split(',');
        return new DramRequest(
            long.Parse(fields[0], CultureInfo.InvariantCulture), Convert.ToInt64(fields[2], 16), fields[1] == "W");
    })];

    /// <summary>A command as the lists have it: the bank is that of its bank group.</summary>
    internal static string Text(DramSpec part, DramCommand command)
    {
        string bank = Invariant($"{command.Bank / part.BanksOfGroup},{command.Bank % part.BanksOfGroup}");
        string where = command.Kind switch
        {
            DramCommandKind.Refresh => ",,,",
            DramCommandKind.Precharge or DramCommandKind.RefreshBank => $"{bank},,",
            DramCommandKind.Activate => Invariant($"{bank},{command.Row},"),
            _ => Invariant($"{bank},{command.Row},{command.Column}"),
        };
        return Invariant($"{command.Cycle},{command.Channel},{DramCommandNames.Of(command.Kind)},{command.Rank},{where}");
    }

    /// <summary>Completions as the lists have them.</summary>
    internal static string[] Lines(DramCompletion[] completions) =>
        [.. completions.Select((done, i) => Invariant($"{i},{done.AcceptCycle},{done.DoneCycle}"))];

    /// <summary>SHA-256 of lines.</summary>
    internal static string Digest(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines)
            hash.AppendData(Encoding.ASCII.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc />
    public override string ToString() => $"{Folder} {Name}";

    private static string PathOf(string path) => Path.Combine(AppContext.BaseDirectory, "Reference", "dram-family", path);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
