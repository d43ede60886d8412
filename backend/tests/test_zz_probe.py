import base64, asyncio, time
import pytest, orjson, time_machine
pytestmark = pytest.mark.anyio
async def test_probe(client, browser, person, app, run_jobs, runtime):
    from tests.conftest import client_of, new_email
    out=[]
    def show(name, r): out.append((name, r.status_code, r.text[:230]))
    form={"email":new_email(),"password":"SecureP@ss123","firstName":"Ada","lastName":"Byron"}
    r=await client.post("/api/v1/auth/register",json=form,headers={"Origin":"http://[evil"}); show("origin bracket",r)
    tok=base64.urlsafe_b64encode(b"["*1400).decode().rstrip("=")+".e30.x"
    r=await client.get("/api/v1/auth/me",headers={"Authorization":"Bearer "+tok}); show("deep header",r)
    r=await client.post("/api/v1/auth/login",content=b"["*1020+b'"\\u0000"'+b"]"*1020,headers={"content-type":"application/json"}); show("deep nul",r)
    async with client_of(app,address="fe80::1%eth0") as c:
        r=await c.post("/api/v1/auth/register",json={**form,"email":new_email()}); show("zone",r)
    em="a"+new_email().split("@")[0]+"@xn--bcher-kva.example.com"
    r=await client.post("/api/v1/auth/register",json={**form,"email":em}); show("puny",r)
    r=await client.post("/api/v1/auth/login",json={"email":em,"password":form["password"]}); show("puny login",r)
    em="\U00010D50x"+new_email()
    r=await client.post("/api/v1/auth/register",json={**form,"email":em}); show("garay",r)
    em="İ"+new_email()
    r=await client.post("/api/v1/auth/register",json={**form,"email":em}); show("dotted I",r)
    r=await client.post("/api/v1/auth/login",json={"email":em,"password":form["password"]}); show("dotted I login",r)
    em="Kα\u03a3"+new_email()
    r=await client.post("/api/v1/auth/register",json={**form,"email":em}); show("sigma",r)
    em="\u1e9e\u0130\u2126\u212a"+new_email()
    r=await client.post("/api/v1/auth/register",json={**form,"email":em}); show("kelvin",r)
    admin=await person(role="admin")
    for q in ["dateTo=9999-12-31","dateFrom=0001-01-01T00:00:00%2B14:00","dateTo=0001-01-01T00:00:00%2B14:00","dateFrom=0001-01-01", "dateFrom=9999-12-31T23:59:59-14:00","dateFrom=aaaaaaaaaa","dateFrom=1e400","dateFrom=1","sort=id;--","page=1000000&limit=100"]:
        show(q, await admin.get("/admin/mails?"+q))
    for val in [["createdAt",True,"0001-01-01T00:00:00+14:00","00000000-0000-0000-0000-000000000000"],["createdAt",True,"2020-01-01","00000000-0000-0000-0000-000000000000"],["createdAt",True,"2020-01-01",5]]:
        c=base64.urlsafe_b64encode(orjson.dumps(val)).decode().rstrip("=")
        show(str(val), await admin.get("/admin/mails?cursor="+c))
    c=base64.urlsafe_b64encode(orjson.dumps(["to",True,"a\0b","00000000-0000-0000-0000-000000000000"])).decode().rstrip("=")
    show("nul cursor", await admin.get("/admin/mails?sort=to&cursor="+c))
    show("git", await client.get("/.git/HEAD")); show("git", await client.get("/.git/config")); show("env", await client.get("/.env"))
    show("trace", await client.request("TRACE","/api/v1/auth/me"))
    p=await person()
    show("dob int", await p.call("PATCH",f"/users/{p.id}/profile",json={"dateOfBirth":0}))
    show("dob dt", await p.call("PATCH",f"/users/{p.id}/profile",json={"dateOfBirth":"2000-01-01T00:00:00"}))
    show("pref", await p.call("PATCH",f"/users/{p.id}/profile",json={"notificationPreferences":{"a":"yes"}}))
    t=time.perf_counter(); r=await p.call("PATCH",f"/users/{p.id}/profile",json={"timezone":"Europe/Berlin"}); show("tz %.1f ms"%((time.perf_counter()-t)*1e3),r)
    show("name c1", await p.call("PATCH",f"/users/{p.id}",json={"firstName":"A\x85\u202eB"}))
    show("name nl", await p.call("PATCH",f"/users/{p.id}",json={"firstName":"A\u2028B"}))
    em="ü"+new_email()
    r=await client.post("/api/v1/auth/register",json={**form,"email":em}); show("ü",r)
    await run_jobs()
    r=await admin.get("/admin/mails?search="+em[1:]); show("ü mail",r)
    m0=time.monotonic(); 
    with time_machine.travel(time.time()+1e6): out.append(("monotonic", time.monotonic()-m0, asyncio.get_running_loop().time()))
    for o in out: print(*o)
    assert 0
