/// The one script of a page: it sorts a table by the button in its heading.
enum PageScript {
    static let text: StaticString = """
        "use strict";
        const amounts=["value","target","share","left","quarter","year"];
        function key(cell){
          if(!amounts.includes(cell.className))return cell.textContent.trim();
          const exact=cell.querySelector("data");
          if(exact)return Number(exact.value);
          const found=cell.textContent.replace(/,/g,"").match(/[-+]?\\d+(\\.\\d+)?/);
          return found?Number(found[0]):cell.textContent.trim();
        }
        function order(a,b){
          if(a===""||b==="")return a===b?0:a===""?2:-2;
          if(typeof a!==typeof b)return typeof a==="number"?-1:1;
          if(typeof a==="number")return Math.sign(a-b);
          return Math.sign(a.localeCompare(b,document.documentElement.lang));
        }
        function sort(table,head,column){
          const falls=head.getAttribute("aria-sort")==="ascending";
          for(const other of head.parentNode.cells)other.removeAttribute("aria-sort");
          head.setAttribute("aria-sort",falls?"descending":"ascending");
          const body=table.tBodies[0];
          const rows=[...body.rows].map(row=>({row,key:key(row.cells[column])}));
          rows.sort((a,b)=>{const by=order(a.key,b.key);return Math.abs(by)===2?by:falls?-by:by;});
          body.append(...rows.map(each=>each.row));
        }
        for(const table of document.querySelectorAll("table")){
          [...table.tHead.rows[0].cells].forEach((head,column)=>{
            head.querySelector("button")?.addEventListener("click",()=>sort(table,head,column));
          });
        }
        addEventListener("beforeprint",()=>{
          for(const folded of document.querySelectorAll("details"))folded.open=true;
        });
        """
}
