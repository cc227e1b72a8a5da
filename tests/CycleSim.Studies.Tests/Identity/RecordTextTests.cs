using CycleSim.Studies.Identity;

namespace CycleSim.Studies.Tests.Identity;

public sealed class RecordTextTests
{
    [Fact]
    public void A_text_has_names_and_values_in_order() => Assert.Equal(
        "Thing { Name = a b, Size = 3, Share = 0.1, IsOn = True, Day = Friday, Limit =  }",
        new RecordText("Thing").Add("Name", "a b").Add("Size", 3).Add("Share", 0.1).Add("IsOn", true).Add("Day", DayOfWeek.Friday)
            .Add("Limit", null).ToString());

    [Fact]
    public void A_younger_member_is_written_only_when_it_says_something() => Assert.Equal(
        "Thing { Size = 3, Name = b, Limit = 1 }",
        new RecordText("Thing").Add("Size", 3).AddUnless("Ports", 1, 1).AddUnless("Name", "b", "a").AddUnless<int?>("Limit", 1, null)
            .AddUnless<int?>("Depth", null, null).ToString());
}
