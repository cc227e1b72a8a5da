using System.CommandLine;
using CycleSim.Terminal.Options;

namespace CycleSim.Terminal.Tests;

public sealed class NumberParserTests
{
    [Fact]
    public void Numbers_in_lists_and_missing_numbers_are_numbers()
    {
        Type[] numeric = [typeof(int), typeof(double?), typeof(float), typeof(decimal[]), typeof(List<long>), typeof(ushort?[])];
        Assert.All(numeric, type => Assert.True(NumberParser.IsNumeric(type), type.Name));
        Type[] other = [typeof(string), typeof(string[]), typeof(bool), typeof(bool?), typeof(FileInfo)];
        Assert.All(other, type => Assert.False(NumberParser.IsNumeric(type), type.Name));
        var command = new Command("new") { new Option<float>("--share") };
        string refused = Assert.Throws<InvalidOperationException>(() => NumberParser.Apply(command)).Message;
        Assert.Contains("--share", refused, StringComparison.Ordinal);
    }
}
