using System.Globalization;
using System.Text.RegularExpressions;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>Figures computed independently, with the parameters in words.</summary>
internal static class AcceptancePoints
{
    internal static IEnumerable<ReferenceRow> Of(string kind) =>
        ReferenceFile.Table("device/acceptance_points.csv").Where(row => row.Text("kind") == kind);

    /// <summary>The number behind a name, e.g. 3 in "theta0=3deg".</summary>
    internal static double Parameter(ReferenceRow row, string name)
    {
        Match match = Regex.Match(row.Text("params"), $@"(?:^|[\s/(=]){Regex.Escape(name)}\s*=\s*(-?[\d.]+(?:e-?\d+)?)");
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
