"""Products of groups as a list that goes out, and as the register that is printed."""

from groups.products.cards import otop_status, stars_words
from groups.products.lists import LISTED, ROWS
from groups.products.resources import ProductResource
from samma.resources.export import PaperColumn, Seen


class ProductSheet(ProductResource):
    """The list of products with what each holds and where it stands with OTOP."""

    listed = LISTED

    village_name = Seen("หมู่บ้าน", lambda product: product.group.village.title)
    standards = Seen("มาตรฐาน", lambda product: "\n".join(str(one) for one in product.standards.all()))
    otop = Seen("เลขทะเบียน OTOP", lambda product: "\n".join(one.number for one in product.otop.all()))
    stars = Seen("ดาว", stars_words)
    state = Seen("สถานะ OTOP", lambda product: otop_status(product, product.today)["word"])

    def list_rows(self, request):
        return self.get_queryset().prefetch_related(*ROWS)

    def prepare(self, products) -> None:
        for product in products:
            product.today = self.today


class ProductPaper(ProductSheet):
    """ทะเบียนผลิตภัณฑ์."""

    paper_title = "ทะเบียนผลิตภัณฑ์ของกลุ่มอาชีพสัมมาชีพชุมชน"
    paper_columns = (
        PaperColumn("name", 30), PaperColumn("product_type", 20), PaperColumn("group", 28), PaperColumn("village", 16, "centre"), PaperColumn("village_name", 18),
        PaperColumn("materials", 24), PaperColumn("capacity", 12, "count"), PaperColumn("unit", 10, "centre"),
        PaperColumn("price", 14), PaperColumn("standards", 22), PaperColumn("otop", 18), PaperColumn("stars", 14),
        PaperColumn("state", 20),
    )  # fmt: skip
