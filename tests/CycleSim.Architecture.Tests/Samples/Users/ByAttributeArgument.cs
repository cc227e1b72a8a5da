using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal sealed class ByAttributeArgument
{
    [System.ComponentModel.TypeConverter(typeof(Known))]
    internal static int Value => 0;
}
