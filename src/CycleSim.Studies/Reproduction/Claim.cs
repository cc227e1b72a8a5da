using System.Collections.Immutable;
using CycleSim.Configuration.Json;

namespace CycleSim.Studies.Reproduction;

/// <summary>Something that the source paper claims.</summary>
public sealed class Claim
{
    private const string Asset = "claims.json";

    private readonly ConfigObject _expected;

    private Claim(ConfigObject keys)
    {
        Id = keys.String("id");
        Figure = keys.String("figure");
        Text = keys.String("text");
        _expected = keys.Object("expected");
    }

    /// <summary>Id, e.g. "S1".</summary>
    public string Id { get; }

    /// <summary>The figure or table that shows it.</summary>
    public string Figure { get; }

    /// <summary>The claim in words.</summary>
    public string Text { get; }

    /// <summary>All claims, in order.</summary>
    public static ImmutableArray<Claim> All { get; } = Read();

    /// <summary>A number of the claim, for the rule that judges it.</summary>
    internal double Expected(string key) => _expected.Number(key, double.MinValue, double.MaxValue);

    private static ImmutableArray<Claim> Read()
    {
        using Stream stream = typeof(Claim).Assembly.GetManifestResourceStream(Asset)!;
        using var reader = new StreamReader(stream);
        return [.. ConfigDocument.Parse(reader.ReadToEnd(), Asset).Objects("claims").Select(keys => new Claim(keys))];
    }
}
