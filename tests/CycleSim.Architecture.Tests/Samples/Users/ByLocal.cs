using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByLocal
{
    internal static string Text(object value)
    {
        var known = value as Known;
        return $"{known}";
    }
}
